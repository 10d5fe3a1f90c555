"""Files of questions as other programs make them, made here: QTI 2 and 3 items, and packages of them."""

import io
import zipfile

from PIL import Image

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
SPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"


def item(title, body, right=(), *, base="identifier", cardinality="single", more="", mapped=()):
    """An item of QTI 2.1."""
    values = "".join(f"<value>{one}</value>" for one in right)
    correct = f"<correctResponse>{values}</correctResponse>" if right else ""
    entries = "".join(f'<mapEntry mapKey="{key}" mappedValue="{worth}"/>' for key, worth in mapped)
    mapping = f"<mapping>{entries}</mapping>" if mapped else ""
    declared = f'<responseDeclaration identifier="R" cardinality="{cardinality}" baseType="{base}">{correct}{mapping}</responseDeclaration>'
    return f'{HEAD}<assessmentItem xmlns="{SPACE}" identifier="i" title="{title}">{declared}<itemBody>{body}</itemBody>{more}</assessmentItem>'


def choices(name, **words):
    return "".join(f'<{name} identifier="{code}">{text}</{name}>' for code, text in words.items())


def asked(kind, inner, prompt="What is it?", **given):
    said = "".join(f' {name}="{value}"' for name, value in given.items())
    return f'<{kind} responseIdentifier="R"{said}><prompt>{prompt}</prompt>{inner}</{kind}>'


WHY = '<modalFeedback outcomeIdentifier="F" identifier="A" showHide="show">Because <em>so</em>.</modalFeedback>'
SETS = (
    f"<simpleMatchSet>{choices('simpleAssociableChoice', H='hand', F='foot')}</simpleMatchSet>"
    f"<simpleMatchSet>{choices('simpleAssociableChoice', G='glove', S='sock', T='hat')}</simpleMatchSet>"
)
PICTURE = '<object type="image/png" data="../media/bike.png" width="200" height="200">A bike</object>'
SPOTS = (
    '<hotspotChoice identifier="A" shape="circle" coords="100,100,8" hotspotLabel="The bell"/>'
    '<hotspotChoice identifier="B" shape="rect" coords="0,0,50,100" hotspotLabel="The tyre"/>'
)
#: Name, item, and the kind that becomes of it.
ITEMS = {
    "single": item("One", asked("choiceInteraction", choices("simpleChoice", A="Yes<feedbackInline identifier='A' outcomeIdentifier='F'>Right!</feedbackInline>", B="No thanks")), ["A"], more=WHY),
    "multiple": item("Some", asked("choiceInteraction", choices("simpleChoice", A="2", B="4", C="5"), maxChoices="0"), cardinality="multiple", mapped=[("A", 1), ("B", 1), ("C", -1)]),
    "truth": item("Truth", asked("choiceInteraction", choices("simpleChoice", A="True", B="False")), ["B"]),
    "number": item("Number", "<p>How many? <textEntryInteraction responseIdentifier='R'/></p>", ["12.5"], base="float"),
    "short": item("Word", "<p>A tool: <textEntryInteraction responseIdentifier='R'/>.</p>", ["spanner"], base="string", mapped=[("spanner", 1), ("wrench", 1), ("nail", 0)]),
    "order": item("Order", asked("orderInteraction", choices("simpleChoice", A="Patch", B="Wheel off", C="Pump")), ["B", "A", "C"], cardinality="ordered"),
    "match": item("Match", asked("matchInteraction", SETS), ["H G", "F S"], base="directedPair", cardinality="multiple"),
    "gaps": item("Gaps", asked("gapMatchInteraction", choices("gapText", A="to", B="two") + "<p>I go <gap identifier='G1'/> work.</p>", "Fill it."), ["A G1"], base="directedPair", cardinality="multiple"),
    "passage": item("Passage", asked("hottextInteraction", "<p><hottext identifier='A'>Hi mate</hottext>, <hottext identifier='B'>please</hottext> write.</p>"), ["A"], cardinality="multiple"),
    "hotspot": item("Spot", asked("hotspotInteraction", PICTURE + SPOTS), ["A"]),
    "rating": item("Sure", asked("sliderInteraction", "", "How sure are you?", lowerBound="1", upperBound="5", step="1"), base="integer"),
    "long": item("Long", '<rubricBlock view="scorer"><p>2 A greeting</p></rubricBlock>' + asked("extendedTextInteraction", "")),
}  # fmt: skip
#: Items that cannot come along, and why.
LEFT_OUT = {
    "no_right": item("Nobody", asked("choiceInteraction", choices("simpleChoice", A="a", B="b"))),
    "drags": item("Drag", asked("selectPointInteraction", PICTURE), ["1 1"], base="point"),
    "kind": item("Film", asked("mediaInteraction", "")),
    "no_question": item("Words", "<p>Only words.</p>"),
    "more_than_one": item("Two", 2 * asked("choiceInteraction", choices("simpleChoice", A="a", B="b")), ["A"]),
    "formula": item("Sum", "<p><math><mi>x</mi></math></p>" + asked("choiceInteraction", choices("simpleChoice", A="a", B="b")), ["A"]),
    "changes": item("New", asked("choiceInteraction", choices("simpleChoice", A="a", B="b")), ["A"], more='<templateProcessing/>'),
    "picture": item("Bare", "<p><img src='x.png'/></p>" + asked("choiceInteraction", choices("simpleChoice", A="a", B="b")), ["A"]),
    "no_picture": item("Gone", asked("hotspotInteraction", PICTURE.replace("bike", "gone") + SPOTS), ["A"]),
}  # fmt: skip
QTI3 = (
    f'{HEAD}<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="n" title="Newer">'
    '<qti-response-declaration identifier="R" cardinality="single" base-type="identifier"><qti-correct-response>'
    "<qti-value>B</qti-value></qti-correct-response></qti-response-declaration><qti-item-body><p>Pick the "
    '<qti-inline-choice-interaction response-identifier="R"><qti-inline-choice identifier="A">cat</qti-inline-choice>'
    '<qti-inline-choice identifier="B">dog</qti-inline-choice></qti-inline-choice-interaction> now.</p>'
    "</qti-item-body></qti-assessment-item>"
)


def png():
    out = io.BytesIO()
    Image.new("RGB", (200, 200), "red").save(out, "PNG")
    return out.getvalue()


def manifest(names):
    rows = "".join(
        f'<resource identifier="r{n}" type="imsqti_item_xmlv2p1" href="{name}"/>' for n, name in enumerate(names)
    )
    return f'{HEAD}<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>{rows}</resources></manifest>'


def package(items, **more):
    """A packed file of items, each in its folder, with a picture beside them."""
    names = {f"items/{name}.xml": content for name, content in items.items()}
    return packed({"imsmanifest.xml": manifest(names), **names, "media/bike.png": png(), **more})


def packed(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in files.items():
            pack.writestr(name, content)
    return out.getvalue()


def old_item(title, response, right, *, card="Single", html="&lt;p&gt;What is it?&lt;/p&gt;"):
    """An item of QTI 1.2, as a cartridge holds it."""
    given = "".join(f"<varequal respident='r'>{one}</varequal>" for one in right)
    scored = f"<resprocessing><respcondition><conditionvar><and>{given}<not><varequal respident='r'>z</varequal></not></and></conditionvar><setvar varname='SCORE' action='Set'>100</setvar></respcondition></resprocessing>"
    asked = response.replace("CARD", card)
    return f"<item ident='i' title='{title}'><presentation><material><mattext texttype='text/html'>{html}</mattext></material>{asked}</presentation>{scored if right else ''}</item>"


LID = "<response_lid ident='r' rcardinality='CARD'><render_choice>" + "".join(f"<response_label ident='{code}'><material><mattext>{text}</mattext></material></response_label>" for code, text in {"a": "Yes", "b": "No thanks", "z": "Never"}.items()) + "</render_choice></response_lid>"  # fmt: skip
STR = "<response_str ident='r'><render_fib/></response_str>"
OLD_QUIZ = f"{HEAD}<questestinterop xmlns='http://www.imsglobal.org/xsd/ims_qtiasiv1p2'><assessment ident='q' title='Q'><section>{old_item('One', LID, ['a'])}{old_item('Some', LID, ['a', 'b'], card='Multiple')}{old_item('Word', STR, ['spanner'])}{old_item('Essay', STR, [])}{old_item('None', LID, [])}</section></assessment></questestinterop>"  # fmt: skip


def cartridge(**pages):
    """A common cartridge: a quiz, a page, a topic, a link and a tool."""
    files = {
        "quiz/q.xml": ("imsqti_xmlv1p2/imscc_xmlv1p2/assessment", OLD_QUIZ),
        "pages/one.html": ("webcontent", "<html><head><title>Wheels</title></head><body><h1>Wheels</h1><p>A <b>wheel</b> is round.<img src='x.png'></p><script>alert(1)</script><p>See <a href='https://evil.example/'>here</a></p></body></html>"),
        "topic.xml": ("imsdt_xmlv1p2", f"{HEAD}<topic xmlns='http://x'><title>T</title><text texttype='text/html'>&lt;p&gt;Do you ride?&lt;/p&gt;</text></topic>"),
        "link.xml": ("imswl_xmlv1p2", f"{HEAD}<webLink xmlns='http://x'><title>L</title><url href='http://evil.example/l'/></webLink>"),
        "lti.xml": ("imsbasiclti_xmlv1p0", f"{HEAD}<cartridge_basiclti_link xmlns='http://x'><launch_url>http://evil.example/lti</launch_url></cartridge_basiclti_link>"),
        **pages,
    }  # fmt: skip
    rows = "".join(
        f'<resource identifier="r{n}" type="{kind}"><file href="{name}"/></resource>'
        for n, (name, (kind, _)) in enumerate(files.items())
    )
    listed = "".join(
        f'<item identifier="i{n}" identifierref="r{n}"><title>Part {n}</title></item>' for n in range(len(files))
    )
    whole = f'{HEAD}<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imsccv1p2/imscp_v1p1"><organizations><organization identifier="o"><item identifier="root">{listed}</item></organization></organizations><resources>{rows}</resources></manifest>'
    return packed({"imsmanifest.xml": whole, **{name: content for name, (_, content) in files.items()}})
