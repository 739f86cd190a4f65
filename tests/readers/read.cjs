// Reads a graph file with the library that a tool on the web would use, and prints what it found as JSON:
//   node read.cjs gexf|graphml|cyjs FILE
const fs = require('fs');

const [form, path] = process.argv.slice(2);
const text = fs.readFileSync(path, 'utf8');
const found = {nodes: {}, edges: []};

if (form === 'cyjs') {
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
process.stdout.write(JSON.stringify(found));
