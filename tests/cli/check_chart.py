#!/usr/bin/python3
"""check_chart.py FOLDER GRAPH.json - x.gexf, x.graphml and x.anx say what `suyuan graph --json` says: the same cards,
lines and amounts, each read by a reader that is not ours (networkx; xml for anx, by the names that i2 gives). Where the
JSON lists transfers, each line is one of them."""
import json
import os
import sys
import xml.etree.ElementTree as ET

folder, graph = sys.argv[1], json.load(open(sys.argv[2], encoding="utf-8"))
ids = {c["id"] for c in graph["cards"]}
transfers = graph.get("transfers", {}).get("rows")
# Of a line: its ends and its transfer ("" where it sums them).
lines = {(l["from"], l["to"], ""): (l["amount"], l["n"], l["first"], l["last"]) for l in graph["links"]}
if transfers is not None:
    assert len(transfers) == graph["transfers"]["n"], "not all are listed"
    lines = {(t["from"], t["to"], t["id"]): (t["amount"], 1, t["time"], t["time"]) for t in transfers}


def anx():
    chart = ET.parse(os.path.join(folder, "x.anx")).getroot()
    order = [e.tag for e in chart]
    assert order == ["ApplicationVersion", "StrengthCollection", "AttributeClassCollection", "EntityTypeCollection",
                     "LinkTypeCollection", "Summary", "ChartItemCollection", "ConnectionCollection"], order
    classes = {c.get("Id"): (c.get("Name"), c.get("Type")) for c in chart.iter("AttributeClass")}
    assert len({name for name, _ in classes.values()}) == len(classes), "a name is a key"
    assert {t for _, t in classes.values()} <= {"AttText", "AttNumber", "AttFlag", "AttTime"}
    types = {t.get("Id"): t.get("Name") for t in chart.iter("EntityType")}
    entities, found, ids_of_items = {}, {}, set()
    for item in chart.iter("ChartItem"):
        assert item.get("Id") not in ids_of_items
        ids_of_items.add(item.get("Id"))
        for a in item.iter("Attribute"):
            assert classes[a.get("AttributeClassReference")][0] == a.get("AttributeClass")
        entity = item.find("End/Entity")
        if entity is not None and entity.find("Icon") is not None:
            style = entity.find("Icon/IconStyle")
            assert types[style.get("EntityTypeReference")] == style.get("Type")
            entities[entity.get("EntityId")] = entity.get("Identity")
    for item in chart.iter("ChartItem"):
        link = item.find("Link")
        if link is None:
            continue
        assert link.find("LinkStyle").get("ArrowStyle") == "ArrowOnHead"
        ends = entities[link.get("End1Id")], entities[link.get("End2Id")]
        values = {a.get("AttributeClassReference"): a.get("Value") for a in item.iter("Attribute")}
        at = item.get("DateTime")[:19 if item.get("TimeSet") == "true" else 10]
        found[(*ends, values.get("l_transfer", ""))] = (values["l_amount"], int(values["l_n"]), at, values["l_last"])
    assert set(entities.values()) == ids and len(entities) == len(ids)
    assert found == lines
    return [chart.find("Summary/FieldCollection/Field[@Type='SummaryFieldComments']").get("Field"),
            chart.find("ChartItemCollection/ChartItem[@Id='remarks']").get("Label")]


def id_of(values):
    """Of a line: fields are called by their titles, in the language of the file."""
    return values.get("流水编号") or values.get("number of the row") or ""


def networks():
    import networkx
    g = networkx.read_gexf(os.path.join(folder, "x.gexf"))
    assert set(g.nodes) == ids
    labels = {n: d["label"] for n, d in g.nodes(data=True)}
    assert {(a, b, id_of(d)): (d["weight"], d["label"].split(" ")[0].replace(",", "")) for a, b, d in g.edges(data=True)} == \
        {k: (float(l[0]), l[0]) for k, l in lines.items()}
    for c in graph["cards"]:
        viz = g.nodes[c["id"]]["viz"]["position"]
        assert (viz["x"], viz["y"]) == (c["column"] * 300, -c["slot"] * 120)
    m = networkx.read_graphml(os.path.join(folder, "x.graphml"))
    assert set(m.nodes) == ids and {(a, b, id_of(d)) for a, b, d in m.edges(data=True)} == set(lines)
    assert m.number_of_edges() == g.number_of_edges() == len(lines)
    assert {n: d["label"] for n, d in m.nodes(data=True)} == labels
    for c in graph["cards"]:
        assert (m.nodes[c["id"]]["column"], m.nodes[c["id"]]["slot"]) == (c["column"], c["slot"])
    return [ET.parse(os.path.join(folder, "x.graphml")).getroot().find("{*}desc").text,
            ET.parse(os.path.join(folder, "x.gexf")).getroot().find("{*}meta/{*}description").text]


said = anx()
try:
    said += networks()
except ImportError:  # a python beside Debian's
    sys.exit("python3-networkx is missing: scripts/apt-packages")
assert len(set(said)) == 1, said
print(said[0])
print(f"{len(ids)} cards, {len(lines)} lines: the same in all three")
