/** Says that this is Vafa, and which. */
import * as v from 'valibot';
import { version } from '../../package.json';
import { Status } from '../../shared/api/contract';
import { newRoutes } from '../http';
import { isReady } from '../store/workspaces';

export const routes = newRoutes().get('/v1/status', async (c) =>
  c.json(v.parse(Status, { name: 'vafa', version: c.env.VAFA_VERSION ?? version, ready: await isReady(c.env.DB) })),
);
