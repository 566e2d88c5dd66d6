// Starts the atlas, or says why it cannot and where the figures are. A file of its own, so that the content security
// policy needs no 'unsafe-inline'.
const page = document.documentElement;
const english = new URLSearchParams(location.search).get("lang") === "en";

// A shared link shows another view than the prerendered one: better a quiet wait than a wrong picture.
if ([...new URLSearchParams(location.search).keys()].some((key) => key !== "lang")) page.dataset.link = "";

function fail(de, en, detail) {
  const box = document.createElement("div");
  box.className = "trouble";
  box.setAttribute("role", "alert");
  const add = (name, text) => {
    const element = document.createElement(name);
    element.textContent = text;
    box.append(element);
    return element;
  };
  add("h2", english ? "The atlas cannot start" : "Der Atlas kann nicht starten");
  add("p", english ? en : de);
  if (detail) add("p", detail).className = "small muted";
  const again = add("button", english ? "Try again" : "Erneut versuchen");
  again.className = "button";
  again.addEventListener("click", () => location.reload());
  const data = add("p", english ? "The figures are available as files: " : "Die Zahlen gibt es auch als Dateien: ");
  for (const [name, path] of [["Katalog (CSV)", "katalog.csv"], ["Werte (CSV)", "werte_kreis.csv"]]) {
    const link = document.createElement("a");
    link.href = "bundles/thueringen/source/" + path;
    link.textContent = name;
    data.append(link, " ");
  }
  (document.querySelector("#first main") ?? document.getElementById("app")).prepend(box);
}

if (typeof WebAssembly !== "object") {
  fail(
    "Dieser Browser kann kein WebAssembly oder es ist abgeschaltet.",
    "This browser has no WebAssembly, or it is switched off.",
  );
} else {
  try {
    // The build writes both names, with their hashes, into the preload links.
    const atlas = await import(document.querySelector("link[rel=modulepreload]").href);
    await atlas.default({ module_or_path: document.querySelector("link[rel=preload][type='application/wasm']").href });
  } catch (error) {
    const blocked = error instanceof WebAssembly.CompileError || /unsafe-eval|Content Security Policy/i.test(String(error));
    if (!document.getElementById("panic")) {
      blocked
        ? fail("WebAssembly ist in diesem Browser blockiert.", "WebAssembly is blocked in this browser.", String(error))
        : fail("Das Programm konnte nicht geladen werden. Besteht eine Verbindung?", "The program could not be loaded. Is there a connection?", String(error));
    }
  }
}
