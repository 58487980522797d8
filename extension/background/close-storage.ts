import { browser } from 'wxt/browser';
import { complain } from './complain';

/** Content scripts may read storage.local unless it is closed to them. False where the browser cannot close it (Firefox): nothing secret lies there then. */
export async function closeStorageToPages(): Promise<boolean> {
  const area = browser.storage.local as { setAccessLevel?: (options: { accessLevel: string }) => Promise<void> };
  try {
    if (area.setAccessLevel === undefined) return false;
    await area.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
    return true;
  } catch (error) {
    complain('storage access', error);
    return false;
  }
}
