import networkx as nx


def test_nodes_carry_every_column(toy):
    graph = toy.to_networkx()
    assert isinstance(graph, nx.MultiDiGraph)
    assert set(graph) == set(toy.nodes)
    assert graph.nodes["aktau"] == toy.nodes["aktau"].model_dump()


def test_the_graph_says_which_network_it_is(toy):
    assert toy.to_networkx().graph == {"id": "toy", "version": "1", "hash": toy.hash}


def test_two_way_links_run_both_ways_and_one_way_links_one(toy):
    graph = toy.to_networkx()
    assert graph.number_of_edges() == sum(1 if link.directed else 2 for link in toy.links.values())
    assert graph["xian"]["khorgos-cn"]["xian-khorgos-cn"]["direction"] == "forward"
    assert graph["khorgos-cn"]["xian"]["xian-khorgos-cn"]["direction"] == "back"
    assert "khorgos-cn-altynkol" not in graph["altynkol"]["khorgos-cn"]
    assert graph["olya"]["alat"]["olya-alat-sea"]["length_km"] == 720
    assert graph["alat"]["olya"]["alat-olya-sea"]["length_km"] == 760


def test_edges_carry_every_column(toy):
    assert {key for _, _, key in toy.to_networkx().edges(keys=True)} == set(toy.links)
    for tail, head, key, data in toy.to_networkx().edges(keys=True, data=True):
        assert {tail, head} == {toy.links[key].from_node_id, toy.links[key].to_node_id}
        columns = {name: value for name, value in data.items() if name not in {"direction", "borders"}}
        assert columns == toy.links[key].model_dump()


def test_edges_carry_the_border_rows_of_their_direction(toy):
    graph = toy.to_networkx()

    def rows(tail, head, key):
        return [row["border_id"] for row in graph[tail][head][key]["borders"]]

    assert rows("khorgos-cn", "altynkol", "khorgos-cn-altynkol") == [
        "khorgos-cn-altynkol:forward",
        "khorgos-cn-altynkol:forward:express",
    ]
    assert rows("altynkol", "khorgos-cn", "khorgos-cn-altynkol-road") == ["khorgos-cn-altynkol-road:both"]
    assert rows("xian", "khorgos-cn", "xian-khorgos-cn") == []
    forward = graph["khorgos-cn"]["altynkol"]["khorgos-cn-altynkol-road"]["borders"]
    forward[0]["dwell_h"] = 0
    assert graph["altynkol"]["khorgos-cn"]["khorgos-cn-altynkol-road"]["borders"][0]["dwell_h"] == 24


def test_a_row_for_one_direction_stays_in_it(tables):
    tables.set("border", "ganyushkino-aksarayskaya:both", border_id="a:back", direction="back")
    tables.add("border", like="a:back", border_id="b:forward", direction="forward")
    graph = tables.network().to_networkx()
    edges = [graph["ganyushkino"]["aksarayskaya"], graph["aksarayskaya"]["ganyushkino"]]
    assert [row["border_id"] for edge in edges for row in edge["ganyushkino-aksarayskaya"]["borders"]] == [
        "b:forward",
        "a:back",
    ]


def test_the_toy_is_one_strongly_connected_component(toy):
    assert nx.is_strongly_connected(toy.to_networkx())
