// Starts the atlas, or says why it cannot and where the figures are. A file of its own, so that the content security
// policy needs no 'unsafe-inline'.
const page = document.documentElement;
const english = new URLSearchParams(location.search).get("lang") === "en";

// A site of another bundle than the embedded one: the address names it, as every shared link does.
const { bundle, figures } = document.querySelector("#start")?.dataset ?? {};
const asked = new URLSearchParams(location.search);
if (bundle && !asked.has("bundle")) {
  history.replaceState(null, "", `${location.search || "?"}${location.search.length > 1 ? "&" : ""}bundle=${bundle}${location.hash}`);
}
if (asked.get("bundle") === bundle) asked.delete("bundle");
// A shared link shows another view than the prerendered one: better a quiet wait than a wrong picture.
if ([...asked.keys()].some((key) => key !== "lang")) page.dataset.link = "";

// A box with heading, words, detail and a button that loads the same address again.
function box(heading, words, detail, button) {
  const box = document.createElement("div");
  const add = (name, text, style = "") => {
    const element = document.createElement(name);
    element.textContent = text;
    element.className = style;
    box.append(element);
    return element;
  };
  add("h2", heading);
  add("p", words);
  if (detail) add("p", detail, "small muted");
  add("button", button, "button").addEventListener("click", () => location.reload());
  return { box, add };
}

// After an error in the program its state cannot be trusted: a message instead of a page that looks alive.
function broken(detail) {
  if (document.querySelector("#panic")) return;
  document.querySelector("#app").inert = true;
  const { box: overlay } = english
    ? box("Something went wrong", "The atlas cannot go on. Reloading shows the same view again.", detail, "Reload the page")
    : box("Ein unerwarteter Fehler", "Der Atlas kann nicht weiterrechnen. Neu laden zeigt dieselbe Ansicht.", detail, "Seite neu laden");
  overlay.id = "panic";
  overlay.setAttribute("role", "alertdialog");
  overlay.setAttribute("aria-label", overlay.firstChild.textContent);
  document.body.append(overlay);
  overlay.querySelector("button").focus();
}
// Data in preload links is taken in while the program is on its way, so that the program finds it in memory
// (app/fetch.rs). What does not come is asked for again there, and told if it fails again.
const ahead = (window.__ahead = new Map());
for (const link of document.querySelectorAll("link[rel=preload][as=fetch]:not([type])")) {
  const answer = fetch(link.href, { signal: AbortSignal.timeout?.(45_000) })
    .then(async (response) => [response, await response.arrayBuffer()]);
  answer.catch(() => {});
  ahead.set(link.getAttribute("href"), answer);
}

// The build writes the names of module and program, with their hashes, into the preload links.
const module = document.querySelector("link[rel=modulepreload]")?.href;
const program = document.querySelector("link[rel=preload][type='application/wasm']")?.href;
// Errors of browser extensions come from other files and are none of ours.
const ours = (error) =>
  (typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError) || String(error?.stack).includes(module);
addEventListener("error", ({ error, filename, message }) => {
  // Errors that the browser raises within the program may come without a file.
  if (ours(error) || !filename || filename.startsWith(location.origin)) broken(message);
});
addEventListener("unhandledrejection", ({ reason }) => ours(reason) && broken(String(reason)));

function fail(de, en, detail) {
  const { box: trouble, add } = box(
    english ? "The atlas cannot start" : "Der Atlas kann nicht starten",
    english ? en : de,
    detail,
    english ? "Try again" : "Erneut versuchen",
  );
  // Better the picture of another view than none.
  delete page.dataset.link;
  trouble.className = "trouble";
  trouble.setAttribute("role", "alert");
  const data = add("p", english ? "The figures are available as files: " : "Die Zahlen gibt es auch als Dateien: ");
  const files = figures
    ? [[english ? "plain pages" : "einfache Seiten", figures]]
    : [["Katalog (CSV)", "katalog.csv"], ["Werte (CSV)", "werte_kreis.csv"]].map(([name, path]) => [name, "bundles/thueringen/source/" + path]);
  for (const [name, path] of files) {
    const link = document.createElement("a");
    link.href = path;
    link.textContent = name;
    data.append(link, " ");
  }
  (document.querySelector("#first main") ?? document.querySelector("#app")).prepend(trouble);
}

if (typeof WebAssembly !== "object") {
  fail(
    "Dieser Browser kann kein WebAssembly oder es ist abgeschaltet.",
    "This browser has no WebAssembly, or it is switched off.",
  );
} else {
  try {
    const atlas = await import(module);
    await atlas.default({ module_or_path: program });
  } catch (error) {
    const blocked = error instanceof WebAssembly.CompileError || /unsafe-eval|Content Security Policy/i.test(String(error));
    if (!document.querySelector("#panic")) {
      blocked
        ? fail("WebAssembly ist in diesem Browser blockiert.", "WebAssembly is blocked in this browser.", String(error))
        : fail("Das Programm konnte nicht geladen werden. Besteht eine Verbindung?", "The program could not be loaded. Is there a connection?", String(error));
    }
  }
}
