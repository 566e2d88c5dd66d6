// The tasks of measure-statistics.mjs as they run in the page: data, requests, and the peers in turn with the atlas.

/** Runs one task: `runs` times each contestant in turn, after one warm-up. Serialised into the page: no outer names. */
export async function inPage({ task, client, script, runs }) {
  const { compute } = await import(client);
  const bytes = async (name) => (await fetch(`data/${name}`)).arrayBuffer();
  const n = 11000;
  const units = Array.from({ length: n }, (_, i) => String(i));
  const matrix = async (p) => {
    const all = new Float64Array(await bytes("m80x11000.f64"));
    return Array.from({ length: p }, (_, j) => all.slice(j * n, (j + 1) * n));
  };
  const named = (columns) => columns.map((column, j) => [`c${j}`, column]);
  const rowsOf = (columns) => Array.from({ length: n }, (_, i) => columns.map((column) => column[i]));
  const all = (p) => Array.from({ length: p }, (_, j) => `c${j}`).join(",");
  const figure = (answer, name) => answer.figures.find(([found]) => found === name)?.[1];

  const tasks = {
    async jenks() {
      const values = new Float64Array(await bytes("v100000.f64")).slice(0, n);
      return {
        peer: { values: Array.from(values), k: 7 },
        request: { method: "natural-breaks", parameters: [["column", "c0"], ["k", "7"]], units, columns: named([values]) },
        check: (answer) => `bounds ${[...answer.lists[0][1]].map((v) => v.toFixed(1)).join(" ")}`,
      };
    },
    async queen() {
      const geojson = await bytes("poly11000.geojson");
      const features = JSON.parse(new TextDecoder().decode(geojson)).features;
      const rings = features.map((one) => one.geometry.coordinates);
      const points = Float64Array.from(rings.flat(3));
      return {
        peer: { geojson },
        request: {
          method: "neighbours", units, columns: [], links: "queen", snap: 0,
          shapes: { areas: Uint32Array.from(rings, (r) => r.length), rings: Uint32Array.from(rings.flat(), (r) => r.length), points },
        },
        check: (answer) => `${figure(answer, "links")} links`,
      };
    },
    async moran() {
      const { y, neighbors } = await (await fetch("data/w11000.json")).json();
      const starts = new Uint32Array(n + 1);
      neighbors.forEach((list, i) => { starts[i + 1] = starts[i] + list.length; });
      return {
        peer: { geojson: await bytes("poly11000.geojson"), y, permutations: 999 },
        request: {
          method: "local-moran", parameters: [["column", "c0"], ["permutations", "999"], ["seed", "1"]], units,
          columns: named([Float64Array.from(y)]), neighbours: { starts, list: Uint32Array.from(neighbors.flat()) },
        },
        check: (answer) => `columns ${answer.columns.map(([name]) => name).join(" ")}`,
      };
    },
    async pearson() {
      const columns = await matrix(80);
      return {
        peer: { columns, n },
        request: { method: "correlation-matrix", parameters: [["columns", all(80)], ["method", "pearson"]], units, columns: named(columns) },
        check: (answer) => `r(0, 1) ${answer.grids[0].cells[1].toFixed(6)}`,
      };
    },
    async ranks() {
      const columns = await matrix(80);
      return {
        peer: { columns },
        request: { method: "ranks", parameters: [["columns", all(80)], ["ties", "min"]], units, columns: named(columns) },
        check: (answer) => `${answer.columns.length} columns`,
      };
    },
    async kmeans() {
      const columns = await matrix(8), rows = rowsOf(columns), starts = Array.from({ length: 8 }, (_, i) => i * 1000);
      return {
        peer: { rows, starts: starts.map((i) => rows[i]), iterations: 50 },
        request: {
          method: "kmeans", units, columns: named(columns),
          parameters: [["columns", all(8)], ["k", "8"], ["starts", starts.join(",")], ["iterations", "50"], ["scale", "none"]],
        },
        check: (answer) => `within ${figure(answer, "within_ss")?.toFixed(3)}`,
      };
    },
    async pca() {
      const columns = await matrix(15);
      return {
        peer: { rows: rowsOf(columns) },
        request: { method: "pca", parameters: [["columns", all(15)]], units, columns: named(columns) },
        check: (answer) => `grids ${answer.grids.map((grid) => grid.name).join(" ")}`,
      };
    },
  };

  const { peer, request, check } = await tasks[task]();
  const found = { atlas: [], trip: [], peers: {}, check: "" };
  for (let run = 0; run <= runs; run += 1) {
    const before = performance.now();
    const answer = await compute(request, { script });
    const trip = performance.now() - before;
    if (run > 0) { found.atlas.push(answer.ms); found.trip.push(trip); }
    found.check = check(answer);
    for (const [name, prepare] of Object.entries(peers[task])) {
      const timed = await prepare(peer);
      const start = performance.now();
      timed();
      const ms = performance.now() - start;
      if (run > 0) (found.peers[name] ??= []).push(ms);
    }
  }
  return found;
}
