// Shared by the measurements: fresh browsers under a slow phone's conditions, medians, and the load of this machine.
import os from "node:os";
import { launch } from "./help.mjs";

/** Phone window of the comparison. */
export const WINDOW = { viewport: { width: 412, height: 732 }, deviceScaleFactor: 2.625, isMobile: true, locale: "de-DE" };

export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
export const load = () => os.loadavg()[0].toFixed(1);

/** Runs `use(page, session)` in a browser of its own, with `cpu` times slower scripts and, if asked, on slow 4G. */
export async function onSlowPhone({ cpu = 4, slowNetwork = false }, use) {
  const browser = await launch();
  try {
    const context = await browser.newContext(WINDOW);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    if (slowNetwork) {
      const conditions = { offline: false, latency: 562.5, downloadThroughput: (1474.56 * 1024) / 8, uploadThroughput: (675 * 1024) / 8 };
      await session.send("Network.emulateNetworkConditions", conditions);
    }
    await session.send("Emulation.setCPUThrottlingRate", { rate: cpu });
    return await use(page, session);
  } finally {
    await browser.close();
  }
}
