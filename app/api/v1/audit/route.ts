import { auditQuerySchema } from '#lib/wire/audit.ts';
import { auditPage } from '#server/audit/audit-page.ts';
import { readQuery } from '#server/http/read-query.ts';
import { route } from '#server/http/route.ts';

// Who may act may see what others did.
export const GET = route({ permission: 'operate' }, ({ request, patchbay }) =>
  auditPage(patchbay.audit, readQuery(request, auditQuerySchema)),
);
