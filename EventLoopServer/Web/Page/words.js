// @ts-check
// Made from the C# tables by UnitTests/Web/Page/WordsTests.cs: edit those.

/** @type {readonly { words: string[], usage: string, help: string, takesRoom: boolean }[]} */
export const commands = [
  {
    words: ["msg", "tell"], takesRoom: false,
    usage: "/msg NAME TEXT",
    help: "sends a private message; so does @NAME TEXT",
  },
  {
    words: ["me"], takesRoom: false,
    usage: "/me TEXT",
    help: "sends an action, shown as * NAME TEXT",
  },
  {
    words: ["join"], takesRoom: true,
    usage: "/join ROOM",
    help: "enters a room, or switches to one you are in",
  },
  {
    words: ["leave", "part"], takesRoom: true,
    usage: "/leave [ROOM]",
    help: "leaves a room",
  },
  {
    words: ["rooms"], takesRoom: false,
    usage: "/rooms",
    help: "lists the rooms",
  },
  {
    words: ["users", "who"], takesRoom: true,
    usage: "/users [ROOM]",
    help: "lists the people in a room; so does /who",
  },
  {
    words: ["topic"], takesRoom: false,
    usage: "/topic [TEXT]",
    help: "shows or sets the topic of a room",
  },
  {
    words: ["nick", "name"], takesRoom: false,
    usage: "/nick NAME",
    help: "changes your name",
  },
  {
    words: ["history"], takesRoom: true,
    usage: "/history [COUNT] [in:ROOM] [before:DATE]",
    help: "shows the latest messages, or older ones; DATE such as 2026-05-31",
  },
  {
    words: ["search"], takesRoom: false,
    usage: "/search WORDS [in:ROOM] [from:NAME] [before:DATE]",
    help: "finds messages of all rooms, newest first",
  },
  {
    words: ["ping"], takesRoom: false,
    usage: "/ping",
    help: "tests the connection",
  },
  {
    words: ["stats"], takesRoom: false,
    usage: "/stats",
    help: "shows statistics; for operators, or on the server's own machine",
  },
  {
    words: ["help"], takesRoom: false,
    usage: "/help [COMMAND]",
    help: "explains all commands, or one",
  },
  {
    words: ["quit", "exit"], takesRoom: false,
    usage: "/quit",
    help: "disconnects",
  },
  {
    words: ["send"], takesRoom: false,
    usage: "/send NAME SIZE",
    help: "offers a file to your current room; the answer says where to send it",
  },
  {
    words: ["files"], takesRoom: false,
    usage: "/files",
    help: "lists the files in your rooms",
  },
  {
    words: ["unshare"], takesRoom: false,
    usage: "/unshare ID",
    help: "removes a file that you have shared",
  },
  {
    words: ["file"], takesRoom: false,
    usage: "/file SUBCOMMAND ID",
    help: "for operators: remove ID",
  },
  {
    words: ["pass"], takesRoom: false,
    usage: "/pass PASSWORD",
    help: "enters the server's password, before the name",
  },
  {
    words: ["oper"], takesRoom: false,
    usage: "/oper PASSWORD",
    help: "makes you an operator",
  },
  {
    words: ["register"], takesRoom: false,
    usage: "/register PASSWORD [CODE]",
    help: "creates an account, which reserves your name for you; CODE is an invitation",
  },
  {
    words: ["login"], takesRoom: false,
    usage: "/login NAME PASSWORD",
    help: "logs in to your account, before or after you have a name",
  },
  {
    words: ["logout"], takesRoom: false,
    usage: "/logout",
    help: "logs out: you continue as a guest",
  },
  {
    words: ["password"], takesRoom: false,
    usage: "/password OLD NEW",
    help: "changes the password of your account",
  },
  {
    words: ["unregister"], takesRoom: false,
    usage: "/unregister PASSWORD",
    help: "gives your account up; its name stays reserved for 30 days",
  },
  {
    words: ["account"], takesRoom: false,
    usage: "/account [SUBCOMMAND]",
    help: "shows your account; for operators: list, add NAME, reset NAME, release NAME, role NAME ROLE",
  },
  {
    words: ["kick"], takesRoom: false,
    usage: "/kick NAME [REASON]",
    help: "closes a user's connections",
  },
  {
    words: ["mute"], takesRoom: false,
    usage: "/mute NAME|ADDRESS [TIME]",
    help: "blocks a user's messages, private ones too; TIME such as 10m, 2h, 1d",
  },
  {
    words: ["unmute"], takesRoom: false,
    usage: "/unmute NAME|ADDRESS",
    help: "ends a mute",
  },
  {
    words: ["ban"], takesRoom: false,
    usage: "/ban NAME|ADDRESS [TIME] [REASON]",
    help: "bans a name, an address or a network such as 192.0.2.0/24",
  },
  {
    words: ["unban"], takesRoom: false,
    usage: "/unban NAME|ADDRESS",
    help: "ends a ban",
  },
  {
    words: ["bans"], takesRoom: false,
    usage: "/bans",
    help: "lists bans and mutes",
  },
  {
    words: ["say"], takesRoom: false,
    usage: "/say TEXT",
    help: "sends an announcement to everybody",
  },
  {
    words: ["store"], takesRoom: false,
    usage: "/store",
    help: "shows the size and the lag of the stored messages",
  },
  {
    words: ["backup"], takesRoom: false,
    usage: "/backup [FILE]",
    help: "copies the stored messages to a file",
  },
  {
    words: ["export"], takesRoom: false,
    usage: "/export FILE",
    help: "writes the stored messages as JSON lines",
  },
  {
    words: ["erase"], takesRoom: false,
    usage: "/erase NAME",
    help: "deletes the name and the texts of a user from the stored messages",
  },
  {
    words: ["keep"], takesRoom: false,
    usage: "/keep ROOM TIME",
    help: "sets how long the messages of a room are kept; TIME such as 30d",
  },
  {
    words: ["audit"], takesRoom: false,
    usage: "/audit [COUNT]",
    help: "lists the latest actions of operators",
  },
  {
    words: ["invite"], takesRoom: false,
    usage: "/invite [USES] [for TIME]",
    help: "makes an invitation: a code with which users create accounts; TIME such as 7d",
  },
  {
    words: ["invites"], takesRoom: false,
    usage: "/invites [revoke ID]",
    help: "lists the open invitations, or revokes one",
  },
  {
    words: ["reload"], takesRoom: false,
    usage: "/reload",
    help: "reads the server's options and certificate again",
  },
  {
    words: ["stop"], takesRoom: false,
    usage: "/stop",
    help: "stops the server",
  },
];

const pairs = `
smile 😄 smiley 😃 grin 😁 grinning 😀 laughing 😆 joy 😂 rofl 🤣 sweat_smile 😅 wink 😉 blush 😊
innocent 😇 heart_eyes 😍 kissing_heart 😘 yum 😋 stuck_out_tongue 😛
stuck_out_tongue_winking_eye 😜 sunglasses 😎 nerd_face 🤓 thinking 🤔 neutral_face 😐
expressionless 😑 no_mouth 😶 smirk 😏 unamused 😒 roll_eyes 🙄 grimacing 😬 relieved 😌 pensive 😔
sleepy 😪 sleeping 😴 mask 😷 dizzy_face 😵 exploding_head 🤯 partying_face 🥳 confused 😕
worried 😟 slightly_frowning_face 🙁 slightly_smiling_face 🙂 upside_down_face 🙃 open_mouth 😮
astonished 😲 flushed 😳 cry 😢 sob 😭 scream 😱 disappointed 😞 sweat 😓 weary 😩 tired_face 😫
yawning_face 🥱 triumph 😤 rage 😡 angry 😠 smiling_imp 😈 skull 💀 poop 💩 clown_face 🤡 ghost 👻
alien 👽 robot 🤖 heart ❤️ broken_heart 💔 blue_heart 💙 green_heart 💚 yellow_heart 💛
purple_heart 💜 sparkling_heart 💖 100 💯 boom 💥 sweat_drops 💦 dash 💨 zzz 💤 wave 👋
raised_hand ✋ ok_hand 👌 v ✌️ crossed_fingers 🤞 point_left 👈 point_right 👉 point_up 👆
point_down 👇 +1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 fist ✊ punch 👊 clap 👏 raised_hands 🙌
open_hands 👐 handshake 🤝 pray 🙏 muscle 💪 eyes 👀 brain 🧠 facepalm 🤦 shrug 🤷 dog 🐶 cat 🐱
mouse 🐭 rabbit 🐰 bear 🐻 panda_face 🐼 monkey 🐒 see_no_evil 🙈 hear_no_evil 🙉 speak_no_evil 🙊
chicken 🐔 penguin 🐧 bird 🐦 owl 🦉 unicorn 🦄 bee 🐝 bug 🐛 butterfly 🦋 snail 🐌 octopus 🐙
fish 🐟 whale 🐳 dolphin 🐬 turtle 🐢 snake 🐍 crab 🦀 sunflower 🌻 rose 🌹 tulip 🌷 seedling 🌱
evergreen_tree 🌲 cactus 🌵 four_leaf_clover 🍀 apple 🍎 banana 🍌 lemon 🍋 pizza 🍕 hamburger 🍔
fries 🍟 taco 🌮 cookie 🍪 cake 🍰 birthday 🎂 coffee ☕ tea 🍵 beer 🍺 beers 🍻 wine_glass 🍷
cocktail 🍸 champagne 🍾 popcorn 🍿 earth_africa 🌍 sunny ☀️ cloud ☁️ umbrella ☔ snowflake ❄️
snowman ⛄ zap ⚡ fire 🔥 rainbow 🌈 star ⭐ star2 🌟 sparkles ✨ moon 🌙 rocket 🚀 airplane ✈️ car 🚗
bike 🚲 train 🚆 bus 🚌 ship 🚢 house 🏠 office 🏢 computer 💻 keyboard ⌨️ phone ☎️ iphone 📱
bulb 💡 battery 🔋 wrench 🔧 hammer 🔨 gear ⚙️ lock 🔒 unlock 🔓 key 🔑 bell 🔔 no_bell 🔕 mag 🔍
memo 📝 pencil ✏️ book 📖 books 📚 calendar 📅 clipboard 📋 pushpin 📌 paperclip 📎 scissors ✂️
email 📧 package 📦 chart_with_upwards_trend 📈 chart_with_downwards_trend 📉 money_with_wings 💸
gem 💎 trophy 🏆 medal_sports 🏅 soccer ⚽ basketball 🏀 dart 🎯 game_die 🎲 video_game 🎮
musical_note 🎵 guitar 🎸 art 🎨 tada 🎉 gift 🎁 balloon 🎈 crown 👑 hourglass ⌛ alarm_clock ⏰
stopwatch ⏱️ watch ⌚ warning ⚠️ no_entry ⛔ construction 🚧 rotating_light 🚨 white_check_mark ✅
heavy_check_mark ✔️ x ❌ question ❓ exclamation ❗ recycle ♻️ checkered_flag 🏁
triangular_flag_on_post 🚩 pirate_flag 🏴‍☠️ arrow_up ⬆️ arrow_down ⬇️ arrow_left ⬅️ arrow_right ➡️
repeat 🔁 infinity ♾️`.trim().split(/\s/);

/** The emoji for names between colons. @type {Record<string, string>} */
export const emoji = {};
for (let i = 0; i < pairs.length; i += 2) emoji[pairs[i] ?? ""] = pairs[i + 1] ?? "";
