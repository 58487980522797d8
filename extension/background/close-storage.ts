import { browser } from 'wxt/browser';
import { complain } from './complain';

/** Content scripts may read storage.local unless it is closed to them; Firefox cannot close it, so nothing secret lies there. */
export async function closeStorageToPages(): Promise<void> {
  const area = browser.storage.local as { setAccessLevel?: (options: { accessLevel: string }) => Promise<void> };
  try {
    await area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
  } catch (error) {
    complain('storage access', error);
  }
}
