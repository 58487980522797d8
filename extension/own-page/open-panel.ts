/** Opens the side panel, in the browsers that have one: Chromium's, or Firefox's sidebar. Both want a person's own click. */
interface Panels {
  sidePanel?: { open(where: { tabId: number }): Promise<void> };
  sidebarAction?: { open(): Promise<void> };
}
const panels = (): Panels => (globalThis as { browser?: Panels }).browser ?? (globalThis as { chrome?: Panels }).chrome ?? {};

export const hasPanel = (): boolean => panels().sidePanel !== undefined || panels().sidebarAction !== undefined;

/** True when it opened. Called in the click itself: nothing may be waited for before. */
export async function openPanel(tab: number | undefined): Promise<boolean> {
  const { sidePanel, sidebarAction } = panels();
  try {
    if (sidebarAction) await sidebarAction.open();
    else if (sidePanel && tab !== undefined) await sidePanel.open({ tabId: tab });
    else return false;
    return true;
  } catch {
    return false;
  }
}
