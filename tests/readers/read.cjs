// Reads a graph file with the library that a tool on the web would use, and prints what it found as JSON:
//   node read.cjs gexf|graphml|cyjs|d3 FILE          nodes and edges
//   node read.cjs n3|jsonld|rdfxml FILE               triples: subject, predicate, object [value, datatype or language] or IRI, graph
//   node read.cjs cypher|geojson FILE                 what is wrong, one sentence each
const fs = require('fs');

const [form, path] = process.argv.slice(2);
const text = fs.readFileSync(path, 'utf8');
const found = {nodes: {}, edges: []};

const print = () => process.stdout.write(JSON.stringify(found));

const tell = (value) => process.stdout.write(JSON.stringify(value));
const term = (t) => (t.termType === 'Literal' ? [t.value, t.language || t.datatype.value] : t.value);
const rows = (quads) => quads.map((q) => [term(q.subject), term(q.predicate), term(q.object), term(q.graph)]);

if (form === 'n3') {
  const N3 = require('n3');
  tell(rows(new N3.Parser().parse(text)));
} else if (form === 'jsonld') {
  const refuse = (url) => { throw new Error(`a document is asked for: ${url}`); };
  require('jsonld').toRDF(JSON.parse(text), {documentLoader: refuse}).then((quads) => tell(rows(quads)));
} else if (form === 'rdfxml') {
  const {RdfXmlParser} = require('rdfxml-streaming-parser');
  const parser = new RdfXmlParser();
  const quads = [];
  parser.on('data', (quad) => quads.push(quad)).on('error', (error) => { throw error; }).on('end', () => tell(rows(quads)));
  parser.write(text);
  parser.end();
} else if (form === 'cypher') {
  const {lintCypherQuery} = require('@neo4j-cypher/language-support');
  tell(lintCypherQuery(text, {}).diagnostics.map((each) => each.message));
} else if (form === 'geojson') {
  const {check} = require('@placemarkio/check-geojson');
  let wrong = [];
  try { check(text); } catch (error) { wrong = error.issues.map((each) => each.message); }
  tell(wrong);
} else if (form === 'd3') {
  // D3's packages are ES modules, which are not looked for where NODE_PATH says.
  const {pathToFileURL} = require('url');
  import(pathToFileURL(`${process.env.NODE_PATH}/d3-force/src/index.js`)).then((d3) => {
    const data = JSON.parse(text);
    d3.forceSimulation(data.nodes).force('link', d3.forceLink(data.links).id((node) => node.id))
      .force('charge', d3.forceManyBody()).stop().tick(20);
    data.nodes.forEach((node) => { found.nodes[node.id] = node; });
    data.links.forEach((link) => { found.edges.push([link.key, link.source.id, link.target.id, {...link, source: null, target: null}]); });
    found.placed = data.nodes.every((node) => Number.isFinite(node.x) && Number.isFinite(node.y));
    print();
  });
} else if (form === 'cyjs') {
  const cytoscape = require('cytoscape');
  const cy = cytoscape({headless: true, elements: JSON.parse(text).elements});
  cy.nodes().forEach((node) => { found.nodes[node.id()] = node.data(); });
  cy.edges().forEach((edge) => {
    found.edges.push([edge.id(), edge.source().id(), edge.target().id(), edge.data()]);
  });
} else {
  const Graph = require('graphology');
  const reader = require(form === 'gexf' ? 'graphology-gexf' : 'graphology-graphml');
  const graph = reader.parse(Graph, text);
  graph.forEachNode((node, attributes) => { found.nodes[node] = attributes; });
  graph.forEachEdge((edge, attributes, source, target) => {
    found.edges.push([edge, source, target, attributes]);
  });
  found.type = graph.type;
  found.multi = graph.multi;
}
if (['gexf', 'graphml', 'cyjs'].includes(form)) print();
