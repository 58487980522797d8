/** Finds Chromium-family and Firefox browsers on this computer; VAFA_CHROMIUM and VAFA_FIREFOX name others. */
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

export type BrowserKind = 'chromium' | 'firefox';

const NAMES: Record<BrowserKind, string[]> = {
  chromium: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'brave-browser', 'microsoft-edge'],
  firefox: ['firefox-esr', 'firefox', 'firefox-developer-edition'],
};
const home = process.env.HOME ?? '';
const PLACES: Record<BrowserKind, Partial<Record<NodeJS.Platform, string[]>>> = {
  chromium: {
    darwin: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      `${home}/Applications/Google Chrome.app/Contents/MacOS/Google Chrome`,
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ],
    win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].flatMap((base) =>
      base
        ? [
            `${base}\\Google\\Chrome\\Application\\chrome.exe`,
            `${base}\\Chromium\\Application\\chrome.exe`,
            `${base}\\Microsoft\\Edge\\Application\\msedge.exe`,
          ]
        : [],
    ),
  },
  firefox: {
    darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
    win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)']].flatMap((base) =>
      base ? [`${base}\\Mozilla Firefox\\firefox.exe`] : [],
    ),
  },
};

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path of the browser's program, or null when there is none. */
export function findBrowser(kind: BrowserKind): string | null {
  const named = process.env[kind === 'chromium' ? 'VAFA_CHROMIUM' : 'VAFA_FIREFOX'];
  if (named) return canRun(named) ? named : null;
  const inPath =
    process.platform === 'win32'
      ? []
      : (process.env.PATH ?? '').split(path.delimiter).flatMap((dir) => NAMES[kind].map((name) => path.join(dir, name)));
  // Names in the order of preference, each looked for in every folder of PATH.
  inPath.sort((a, b) => NAMES[kind].indexOf(path.basename(a)) - NAMES[kind].indexOf(path.basename(b)));
  return [...inPath, ...(PLACES[kind][process.platform] ?? [])].find(canRun) ?? null;
}

/** Can a window be shown here? Always on macOS and Windows; elsewhere where a display server is named. */
export function hasDisplay(): boolean {
  return process.platform === 'darwin' || process.platform === 'win32' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
