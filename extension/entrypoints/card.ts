import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { runCard } from '../page/run-card';

/** Injected into a mail tab by the background at its first sighting. */
export default defineUnlistedScript(() => {
  runCard();
});
