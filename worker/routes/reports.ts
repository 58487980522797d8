/** Reports over the customers that the caller may see. */
import { areasReport, bookReport, signalsReport } from '../book-reports';
import { newRoutes } from '../http';

export const routes = newRoutes()
  .get('/v1/reports/signals', async (c) => c.json(await signalsReport(c.env.DB, c.get('caller'), c.get('now'))))
  .get('/v1/reports/book', async (c) => c.json(await bookReport(c.env.DB, c.get('caller'), c.get('now'))))
  .get('/v1/reports/areas', async (c) => c.json(await areasReport(c.env.DB, c.get('caller'), c.get('now'))));
