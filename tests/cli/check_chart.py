#!/usr/bin/python3
"""check_chart.py FOLDER GRAPH.json - x.gexf, x.graphml and x.anx say what `suyuan graph --json` says: the same cards,
lines and amounts, each read by a reader that is not ours (networkx; xml for anx, by the names that i2 gives)."""
import json
import os
import sys
import xml.etree.ElementTree as ET

folder, graph = sys.argv[1], json.load(open(sys.argv[2], encoding="utf-8"))
ids = {c["id"] for c in graph["cards"]}
lines = {(l["from"], l["to"]): l for l in graph["links"]}


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
        found[ends] = (values["l_amount"], int(values["l_n"]), item.get("DateTime"), values["l_last"])
    assert set(entities.values()) == ids and len(entities) == len(ids)
    assert found == {k: (l["amount"], l["n"], l["first"], l["last"]) for k, l in lines.items()}
    return [chart.find("Summary/FieldCollection/Field[@Type='SummaryFieldComments']").get("Field"),
            chart.find("ChartItemCollection/ChartItem[@Id='remarks']").get("Label")]


def networks():
    import networkx
    g = networkx.read_gexf(os.path.join(folder, "x.gexf"))
    assert set(g.nodes) == ids
    labels = {n: d["label"] for n, d in g.nodes(data=True)}
    assert {(a, b): (d["weight"], d["label"].split(" ")[0].replace(",", "")) for a, b, d in g.edges(data=True)} == \
        {k: (float(l["amount"]), l["amount"]) for k, l in lines.items()}
    for c in graph["cards"]:
        viz = g.nodes[c["id"]]["viz"]["position"]
        assert (viz["x"], viz["y"]) == (c["column"] * 300, -c["slot"] * 120)
    m = networkx.read_graphml(os.path.join(folder, "x.graphml"))
    assert set(m.nodes) == ids and set(m.edges) == set(lines)
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
