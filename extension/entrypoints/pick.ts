import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { pickAddress } from '../page/pick-address';

/** The result of the injection is what the user pointed at. */
export default defineUnlistedScript(() => pickAddress());
