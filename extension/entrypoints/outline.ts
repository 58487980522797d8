import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { outlinePage } from '../page/report-miss';

/** The result of the injection is the outline of the page. */
export default defineUnlistedScript(() => outlinePage(document));
