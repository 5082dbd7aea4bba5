#!/usr/bin/env python3
"""Remakes the pictures of the load tests from a real run on this machine.

    python3 docs/images/load.py          (from the root of a checkout; needs Chromium and the .NET SDK)
    python3 docs/images/load.py FOLDER   (the same from reports that are there: the newest of each kind)

threads.svg   one reactor against a thread per client (--compare)
ladder.svg    what the machine can carry (--ladder)
load.png      the page of a tour, as a browser shows it

The reports themselves are kept in LoadTests/Results/: what a picture says can be looked up there.
"""
import json
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
IMAGES = os.path.join(ROOT, "docs", "images")
RESULTS = os.path.join(ROOT, "LoadTests", "Results")
PAGE_WIDTH, PAGE_HEIGHT = 1280, 1560
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def load_tests(*words: str) -> None:
    """Runs the load tests; a threshold that fails is a result too, and stands in the report."""
    project = os.path.join(ROOT, "LoadTests")
    subprocess.run(["dotnet", "run", "-c", "Release", "--project", project, "--", *words], check=False)


def newest(reports: str, kind: str) -> str:
    """The newest folder whose report has what is asked for."""
    for name in sorted(os.listdir(reports), reverse=True):
        path = os.path.join(reports, name, "report.json")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                if json.load(file).get(kind):
                    return os.path.join(reports, name)
    sys.exit(f"No report in {reports} has a {kind}: did the run fail?")


def photograph(page: str, picture: str) -> None:
    browser = next((b for b in BROWSERS if shutil.which(b)), None)
    if browser is None:
        sys.exit(f"None of {', '.join(BROWSERS)} is there: {picture} was not remade.")
    # As root, and in containers, Chromium has no sandbox to offer.
    subprocess.run(
        [browser, "--headless", "--no-sandbox", "--hide-scrollbars", f"--screenshot={picture}",
         f"--window-size={PAGE_WIDTH},{PAGE_HEIGHT}", f"file://{os.path.abspath(page)}"],
        check=True, capture_output=True)


def main() -> None:
    if len(sys.argv) > 1:
        reports = sys.argv[1]
    else:
        reports = os.path.join(ROOT, "reports")
        load_tests("--clients", "1000", "--reports", reports)
        load_tests("--compare", "--reports", reports)
        load_tests("--ladder", "--reports", reports)
    for kind, kept in (("scenarios", "tour"), ("comparison", "compare"), ("ladder", "ladder")):
        shutil.copy(os.path.join(newest(reports, kind), "report.json"), os.path.join(RESULTS, f"{kept}.json"))
    shutil.copy(os.path.join(newest(reports, "comparison"), "comparison.svg"), os.path.join(IMAGES, "threads.svg"))
    shutil.copy(os.path.join(newest(reports, "ladder"), "ladder.svg"), os.path.join(IMAGES, "ladder.svg"))
    photograph(os.path.join(newest(reports, "scenarios"), "index.html"), os.path.join(IMAGES, "load.png"))


if __name__ == "__main__":
    main()
