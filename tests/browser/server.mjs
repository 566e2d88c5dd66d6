// A static host as the atlas meets them, with brotli, and with the troubles that tests want.
// On its own: node server.mjs --root dist --port 8080
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import zlib from "node:zlib";
import { parseArgs } from "node:util";

const TYPES = {
  html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8",
  json: "application/json", webmanifest: "application/manifest+json", geojson: "application/geo+json",
  csv: "text/csv; charset=utf-8", md: "text/markdown; charset=utf-8", txt: "text/plain; charset=utf-8",
  wasm: "application/wasm", bin: "application/octet-stream", zip: "application/zip",
  svg: "image/svg+xml", png: "image/png", ico: "image/x-icon", woff2: "font/woff2",
};
const COMPRESSED = new Set(["html", "js", "css", "json", "webmanifest", "geojson", "csv", "md", "txt", "wasm", "bin", "svg"]);
const HASHED = /[.-][0-9a-f]{8,64}\.[a-z0-9]+$/;

/**
 * Starts a host on a free port (or the one given).
 *
 * `faults` is a list of `{ match, kind, ... }`, looked through at every request and free to be changed at any time:
 * `match` is a regular expression on the path; `kind` is `status` (with `status`), `truncate` (half the body, as if the
 * connection had been cut after a correct head), `type` (a web page instead of the file, as hosts with a catch-all
 * answer do), `flip` (one bit in the middle), `body` (with `body`), `drop` (no answer at all) or `delay` (with `ms`).
 * `mounts` shows further folders under paths of their own (`{ "bundles/x": folder }`), `headers` go with every answer.
 * @returns {Promise<{origin: string, url: string, faults: object[], requests: string[], close: () => Promise<void>}>}
 */
export async function startHost({ root, port = 0, base = "/", quality = 5, cache = true, mounts = {}, headers: extra = {} } = {}) {
  const faults = [];
  const requests = [];
  const packed = new Map();

  function pack(file, body) {
    const key = `${file}\0${body.length}\0${quality}`;
    if (!packed.has(key)) {
      packed.set(key, zlib.brotliCompressSync(body, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: quality } }));
    }
    return packed.get(key);
  }

  function find(pathname) {
    if (!pathname.startsWith(base)) return null;
    const inside = pathname.slice(base.length);
    const mount = Object.keys(mounts).find((name) => inside.startsWith(`${name}/`));
    const top = path.resolve(mount ? mounts[mount] : root);
    let file = path.join(top, mount ? inside.slice(mount.length + 1) : inside);
    if (file !== top && !file.startsWith(top + path.sep)) return null;
    if (fs.existsSync(file) && fs.statSync(file).isDirectory()) file = path.join(file, "index.html");
    return fs.existsSync(file) ? file : null;
  }

  async function answer(request, response) {
    const pathname = decodeURIComponent(new URL(request.url, "http://host").pathname);
    requests.push(pathname);
    const fault = faults.find((one) => one.match.test(pathname));
    if (fault?.kind === "delay") await new Promise((done) => setTimeout(done, fault.ms));
    if (fault?.kind === "drop") return request.socket.destroy();
    const file = find(pathname);
    if (!file || fault?.kind === "status") {
      response.writeHead(fault?.status ?? 404, { "content-type": "text/html; charset=utf-8" });
      return response.end("<!doctype html><title>Not here</title>");
    }
    const extension = path.extname(file).slice(1);
    let body = fs.readFileSync(file);
    let type = TYPES[extension] ?? "application/octet-stream";
    const changed = fault && fault.kind !== "delay";
    if (fault?.kind === "truncate") body = body.subarray(0, body.length >> 1);
    if (fault?.kind === "flip") {
      body = Buffer.from(body);
      body[body.length >> 1] ^= 1;
    }
    if (fault?.kind === "type") {
      body = Buffer.from("<!doctype html><title>Start</title><p>Hello");
      type = TYPES.html;
    }
    if (fault?.kind === "body") body = Buffer.from(fault.body);
    const headers = {
      ...extra,
      "content-type": type,
      "cache-control": cache && !changed && HASHED.test(pathname) ? "public, max-age=31536000, immutable" : "no-cache",
      vary: "accept-encoding",
    };
    if (COMPRESSED.has(extension) && /\bbr\b/.test(request.headers["accept-encoding"] ?? "")) {
      body = changed ? zlib.brotliCompressSync(body) : pack(file, body);
      headers["content-encoding"] = "br";
    }
    headers["content-length"] = body.length;
    response.writeHead(200, headers);
    response.end(request.method === "HEAD" ? undefined : body);
  }

  const server = http.createServer((request, response) => {
    answer(request, response).catch((error) => {
      console.error(error);
      response.destroy();
    });
  });
  await new Promise((done, fail) => server.once("error", fail).listen(port, "127.0.0.1", done));
  const origin = `http://localhost:${server.address().port}`;
  return {
    origin,
    url: origin + base,
    faults,
    requests,
    close: () => new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    }),
  };
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { root: { type: "string", default: "dist" }, port: { type: "string", default: "8080" } } });
  await startHost({ root: values.root, port: Number(values.port) }).catch((error) => {
    console.error(`error: ${error.code === "EADDRINUSE" ? `port ${values.port} is taken (try --port ${Number(values.port) + 1})` : error.message}`);
    process.exit(1);
  });
}
