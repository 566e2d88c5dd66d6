// The peers of measure-statistics.mjs, bundled for the page by esbuild in a copy of the bench's folder.
import ckmeans from "ckmeans";
import { rank } from "d3-array";
import jsgeoda from "jsgeoda";
import { kmeans } from "ml-kmeans";
import { Matrix, correlation } from "ml-matrix";
import { PCA } from "ml-pca";
import * as simple from "simple-statistics";

let geoda;
/** Makes what each task needs outside of its timed part, and returns the timed part. Each task by its own name. */
export const peers = {
  jenks: { "ckmeans (npm)": ({ values, k }) => () => ckmeans(values, k), "simple-statistics": ({ values, k }) => () => simple.ckmeans(values, k) },
  queen: {
    jsgeoda: async ({ geojson }) => {
      geoda ??= await jsgeoda.New();
      // Weights are kept with a map: a fresh map for each time.
      const map = geoda.readGeoJSON(geojson.slice(0));
      return () => geoda.getQueenWeights(map);
    },
  },
  moran: {
    jsgeoda: async ({ geojson, y, permutations }) => {
      geoda ??= await jsgeoda.New();
      const weights = geoda.getQueenWeights(geoda.readGeoJSON(geojson.slice(0)));
      return () => geoda.localMoran(weights, y, permutations, "lookup", 0.05, 1234);
    },
  },
  pearson: {
    "Float64Array by hand": ({ columns, n }) => () => {
      const p = columns.length, z = new Float64Array(p * n), r = new Float64Array(p * p);
      for (let j = 0; j < p; j++) {
        const c = columns[j]; let mean = 0, squares = 0;
        for (let i = 0; i < n; i++) mean += c[i];
        mean /= n;
        for (let i = 0; i < n; i++) { const d = c[i] - mean; squares += d * d; z[j * n + i] = d; }
        squares = 1 / Math.sqrt(squares);
        for (let i = 0; i < n; i++) z[j * n + i] *= squares;
      }
      for (let a = 0; a < p; a++) for (let b = a + 1; b < p; b++) {
        let sum = 0; const oa = a * n, ob = b * n;
        for (let i = 0; i < n; i++) sum += z[oa + i] * z[ob + i];
        r[a * p + b] = sum;
      }
      return r;
    },
    "ml-matrix": ({ columns }) => { const m = new Matrix(columns.map((c) => Array.from(c))).transpose(); return () => correlation(m); },
  },
  ranks: { "d3.rank": ({ columns }) => { const lists = columns.map((c) => Array.from(c)); return () => lists.map((c) => rank(c)); } },
  kmeans: {
    "ml-kmeans": ({ rows, starts, iterations }) => () =>
      kmeans(rows, starts.length, { initialization: starts.map((row) => row.slice()), maxIterations: iterations, tolerance: 0 }),
  },
  pca: {
    "ml-pca covariance": ({ rows }) => () => new PCA(rows, { method: "covarianceMatrix", center: true, scale: true }).getExplainedVariance(),
    "ml-pca SVD": ({ rows }) => () => new PCA(rows, { method: "SVD", center: true, scale: true }).getExplainedVariance(),
  },
};
globalThis.peers = peers;
