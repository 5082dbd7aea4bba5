#!/usr/bin/env python3
"""Makes Characters.txt, and the samples of its tests, from Unicode's data.

Not needed to build: both files are kept in the repository. Run it to move to a newer version of
Unicode, or with --check to compare both files with the data again:

    python3 Protocol/Names/make-characters.py [--check]

It needs two sources of one Unicode version, and stops when they disagree:
- the Unicode Character Database as files in /usr/share/unicode (Debian: unicode-data);
- ICU with its spoof checker, which has the tables of UTS 39 (Debian: python3-icu).
"""

import os
import random
import re
import sys

import icu

HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = os.path.join(HERE, "Characters.txt")
SAMPLES = os.path.join(HERE, "..", "..", "UnitTests", "Names", "Samples.txt")
DATABASE = "/usr/share/unicode"

LICENSE = """\
Made from data files of the Unicode Consortium, and not one of them: parts were selected,
combined and written in another form.
Copyright (c) 1991-2022 Unicode, Inc. All rights reserved. Distributed under the Terms of Use in
https://www.unicode.org/copyright.html. Permission is granted, free of charge, to any person who
obtains a copy of the data files and any associated documentation to deal in them without
restriction, including the rights to use, copy, modify, merge, publish, distribute and sell
copies, provided that this copyright and permission notice appears with all copies or in
associated documentation. THE DATA FILES ARE PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND,
EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A
PARTICULAR PURPOSE AND NONINFRINGEMENT OF THIRD PARTY RIGHTS. IN NO EVENT SHALL THE COPYRIGHT
HOLDER BE LIABLE FOR ANY CLAIM, OR ANY SPECIAL INDIRECT OR CONSEQUENTIAL DAMAGES, OR ANY DAMAGES
WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, ARISING OUT OF OR IN CONNECTION WITH THE
USE OR PERFORMANCE OF THE DATA FILES. The name of the copyright holder shall not be used in
advertising or otherwise to promote the sale or use of these data without prior written
authorization of the copyright holder."""

# Scripts that are written together: UTS 39, 5.1 (augmented script sets).
TOGETHER = {
    "Hani": ("Hanb", "Jpan", "Kore"),
    "Hira": ("Jpan",),
    "Kana": ("Jpan",),
    "Hang": ("Kore",),
    "Bopo": ("Hanb",),
}

# Without ink by their Unicode names, but neither white space nor default-ignorable.
BLANK_BY_NAME = re.compile(r"\bBLANK$|NULL NOTEHEAD$|^KHITAN SMALL SCRIPT FILLER$")

HIDDEN_OVERLAY = 256
RESTRICTION_LEVEL = 16
HIGHLY_RESTRICTIVE = 0x30000000


def read_ranges(name):
    """The lines of a file of the database: (first, last, fields)."""
    with open(os.path.join(DATABASE, name), encoding="utf-8") as lines:
        for line in lines:
            fields = [f.strip() for f in line.split("#")[0].split(";")]
            if len(fields) > 1:
                ends = [int(x, 16) for x in fields[0].split("..")]
                yield ends[0], ends[-1], fields[1:]


def read_property(name, wanted):
    return {
        c
        for first, last, fields in read_ranges(name)
        if fields[0] == wanted
        for c in range(first, last + 1)
    }


def read_unicode_data():
    """Categories, names and canonical decompositions of one step."""
    categories, names, steps = {}, {}, {}
    first = None
    for code, _, fields in read_ranges("UnicodeData.txt"):
        if fields[0].endswith(", First>"):
            first = code
            continue
        for c in range(first if first is not None else code, code + 1):
            categories[c] = fields[1]
        first = None
        names[code] = fields[0]
        if fields[4] and not fields[4].startswith("<"):
            steps[code] = [int(x, 16) for x in fields[4].split()]
    return categories, names, steps


def version_of(name):
    with open(os.path.join(DATABASE, name), encoding="utf-8") as lines:
        return re.search(r"-(\d+\.\d+\.\d+)\.txt", lines.readline()).group(1)


def to_ranges(values):
    """(first, last, value) for runs of neighbours with one value."""
    runs = []
    for c, value in sorted(values.items()):
        if runs and runs[-1][1] == c - 1 and runs[-1][2] == value:
            runs[-1][1] = c
        else:
            runs.append([c, c, value])
    return runs


def span(first, last):
    return f"{first:04X}" if first == last else f"{first:04X}..{last:04X}"


def is_hangul(c):
    return 0xAC00 <= c <= 0xD7A3


class Unicode:
    def __init__(self):
        self.version = version_of("Scripts.txt")
        if not self.version.startswith(icu.UNICODE_VERSION + "."):
            sys.exit(f"ICU has Unicode {icu.UNICODE_VERSION}, the files have {self.version}.")
        self.spoof = icu.SpoofChecker()
        self.nfd = icu.Normalizer2.getNFDInstance()
        self.nfc = icu.Normalizer2.getNFCInstance()
        self.nfkc = icu.Normalizer2.getNFKCInstance()
        self.categories, self.names, self.steps = read_unicode_data()
        self.excluded = read_property("DerivedNormalizationProps.txt", "Full_Composition_Exclusion")
        self.extenders = read_property("PropList.txt", "Extender")
        self.scripts = {}
        for first, last, fields in read_ranges("Scripts.txt"):
            for c in range(first, last + 1):
                self.scripts[c] = fields[0]
        self.short = {}
        self.long = {}
        with open(os.path.join(DATABASE, "PropertyValueAliases.txt"), encoding="utf-8") as lines:
            for line in lines:
                fields = [f.strip() for f in line.split("#")[0].split(";")]
                if fields[0] == "sc":
                    self.short[fields[2]] = fields[1]
                    self.long[fields[1]] = fields[2].replace("_", " ")
        self.extensions = {}
        for first, last, fields in read_ranges("ScriptExtensions.txt"):
            for c in range(first, last + 1):
                self.extensions[c] = fields[0].split()

    def skeleton(self, text):
        return self.spoof.getSkeleton(0, text)

    def script_set(self, c):
        own = self.extensions.get(c) or [self.short[self.scripts[c]]]
        if own == ["Zyyy"] or own == ["Zinh"]:
            return ("*",)
        return tuple(sorted(set(own) | {x for s in own for x in TOGETHER.get(s, ())}))

    def allowed(self):
        """What a name may have: kind and scripts of each character."""
        recommended = icu.SpoofChecker.getRecommendedUnicodeSet()
        result = {}
        for c, category in self.categories.items():
            if 0xD800 <= c < 0xE000 or not recommended.contains(chr(c)):
                continue
            if not self.nfkc.isNormalized(chr(c)):
                continue
            kind = None
            if category in ("Lu", "Ll", "Lt", "Lo") or (category == "Lm" and c in self.extenders):
                kind = "L"
            elif category == "Mn":
                kind = "N"
            elif category == "Mc":
                kind = "C"
            elif 0x30 <= c <= 0x39:
                kind = "D"
            elif c == 0x5F:
                kind = "S"
            if kind:
                result[c] = (kind, self.script_set(c))
        # Part of the profile of names here, beside what is recommended for identifiers.
        result[0x2D] = result[0x2E] = ("S", ("*",))
        return result

    def blanks(self):
        found = read_property("PropList.txt", "White_Space")
        found |= read_property("DerivedCoreProperties.txt", "Default_Ignorable_Code_Point")
        found |= read_property("PropList.txt", "Noncharacter_Code_Point")
        drawn = read_property("PropList.txt", "Prepended_Concatenation_Mark")
        found |= {c for c, g in self.categories.items() if g in ("Cf", "Zs")} - drawn
        found |= {c for c, n in self.names.items() if BLANK_BY_NAME.search(n)}
        return found

    def cases(self, c):
        return {c, ord(icu.Char.tolower(chr(c))), ord(icu.Char.toupper(chr(c)))}

    def look_domain(self, allowed):
        """All characters for which a skeleton is looked up, decomposed."""
        todo = {x for c in allowed if not is_hangul(c) for x in self.cases(c)}
        todo |= set(range(0x1100, 0x1113)) | set(range(0x1161, 0x1176)) | set(range(0x11A8, 0x11C3))
        done = set()
        while todo:
            parts = {ord(x) for c in todo for x in self.nfd.normalize(chr(c))}
            done |= parts
            looks = {ord(x) for c in parts for x in self.skeleton(chr(c))}
            todo = {x for c in looks for x in self.cases(c)} - done
            todo = {c for c in todo if chr(c) == self.nfd.normalize(chr(c)) or c not in done}
            todo -= {c for c in todo if all(ord(x) in done for x in self.nfd.normalize(chr(c)))}
        return done


def make_table(u):
    allowed = u.allowed()
    domain = u.look_domain(allowed)
    out = [f"# Unicode {u.version}. Made by make-characters.py: change that, not this."]
    out += [f"# {line}" for line in LICENSE.split("\n")]

    codes = sorted({s for _, scripts in allowed.values() for s in scripts} - {"*"})
    out += ["", "# script CODE NAME: the scripts of names; the last ones stand for several."]
    out += [f"script {s} {u.long.get(s, s)}" for s in codes]

    out += ["", "# name RANGE KIND SCRIPTS: what a name may have: L letter, N nonspacing mark,"]
    out += ["# C spacing mark, D digit, S sign; * stands for all scripts."]
    out += [
        f"name {span(a, b)} {kind} {','.join(scripts)}"
        for a, b, (kind, scripts) in to_ranges(allowed)
    ]

    orders = {c: icu.Char.getCombiningClass(chr(c)) for c in domain}
    out += ["", "# order RANGE CLASS: canonical combining classes."]
    out += [f"order {span(a, b)} {n}" for a, b, n in to_ranges({c: n for c, n in orders.items() if n})]

    out += ["", "# pair COMPOSED FIRST SECOND: what NFC composes and NFD takes apart."]
    for c, parts in sorted(u.steps.items()):
        whole = u.nfd.normalize(chr(c))
        if len(parts) == 2 and c not in u.excluded and all(ord(x) in domain for x in whole):
            out.append(f"pair {c:04X} {parts[0]:04X} {parts[1]:04X}")

    out += ["", "# look CHARACTER PROTOTYPE: UTS 39, confusables."]
    for c in sorted(domain):
        look = u.skeleton(chr(c))
        if look != chr(c):
            out.append(f"look {c:04X} {' '.join(f'{ord(x):04X}' for x in look)}")

    out += ["", "# dotted RANGE: a dot above (U+0307) on these is not seen."]
    u.spoof.setChecks(HIDDEN_OVERLAY)
    dotted = {c: 1 for c in allowed if u.spoof.check(chr(c) + "\u0307") & HIDDEN_OVERLAY}
    out += [f"dotted {span(a, b)}" for a, b, _ in to_ranges(dotted)]

    out += ["", "# blank RANGE: no ink: white space, default-ignorable, format, blank symbols."]
    out += [f"blank {span(a, b)}" for a, b, _ in to_ranges({c: 1 for c in u.blanks()})]
    return "\n".join(out) + "\n"


def hexes(text):
    return " ".join(f"{ord(x):04X}" for x in text)


def make_samples(u):
    """What ICU says of single characters and of random names."""
    allowed = u.allowed()
    out = [f"# Unicode {u.version}. Made by Protocol/Names/make-characters.py from ICU's answers."]
    out += [f"# {line}" for line in LICENSE.split("\n")]
    out += ["", "# like CHARACTER LOOK: everything that looks like one of a-z, A-Z, 0-9."]
    plain = {}
    for c in b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789":
        plain.setdefault(u.skeleton(chr(c)), chr(c))
    for c in range(0x80, 0x110000):
        if not 0xD800 <= c < 0xE000 and (look := u.skeleton(chr(c))) in plain:
            out.append(f"like {c:04X} {plain[look]}")

    out += ["", "# text CHARACTERS ; SCRIPTS NFC ; SKELETON: 1 is highly restrictive, or NFC."]
    dice = random.Random(15)
    u.spoof.setRestrictionLevel(HIGHLY_RESTRICTIVE)
    u.spoof.setChecks(RESTRICTION_LEVEL)
    by_script = {}
    for c, (kind, scripts) in sorted(allowed.items()):
        if kind in "LNC":
            for s in scripts:
                by_script.setdefault(s, []).append(c)
    marks = [c for c, (kind, _) in sorted(allowed.items()) if kind == "N"]
    names = sorted(by_script)
    for i in range(1500):
        few = dice.sample(names, 1 if i % 3 else 2)
        if i % 5 == 0:
            few.append("Latn")
        text = []
        for _ in range(dice.randint(2, 6)):
            text.append(dice.choice(by_script[dice.choice(few)]))
            if dice.random() < 0.2:
                text.append(dice.choice(marks[:60]))
        if dice.random() < 0.2:
            text.insert(dice.randrange(len(text)), dice.choice(b"019mIl_-"))
        if dice.random() < 0.5:
            text = [ord(x) for x in u.nfc.normalize("".join(map(chr, text)))]
        word = "".join(map(chr, text))
        if any(ord(x) not in allowed for x in word):
            continue
        one = 0 if u.spoof.check(word) & RESTRICTION_LEVEL else 1
        nfc = 1 if u.nfc.isNormalized(word) else 0
        out.append(f"text {hexes(word)} ; {one} {nfc} ; {hexes(u.skeleton(word))}")
    return "\n".join(out) + "\n"


def main():
    u = Unicode()
    made = {TABLE: make_table(u), SAMPLES: make_samples(u)}
    for path, text in made.items():
        if "--check" not in sys.argv:
            with open(path, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            continue
        with open(path, encoding="utf-8", newline="") as file:
            if file.read() != text:
                sys.exit(f"{os.path.basename(path)} is not what Unicode {u.version} makes.")


main()
