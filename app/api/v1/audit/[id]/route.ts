import { auditEntry } from '#server/audit/audit-page.ts';
import { route } from '#server/http/route.ts';

export const GET = route({ permission: 'operate', idAfter: '/api/v1/audit/' }, async ({ id, patchbay }) => ({
  entry: await auditEntry(patchbay.audit, id),
}));
