import { auditExportSchema } from '#lib/wire/audit.ts';
import { exportResponse } from '#server/audit/export-response.ts';
import { readQuery } from '#server/http/read-query.ts';
import { route } from '#server/http/route.ts';

export const GET = route({ permission: 'operate' }, ({ request, patchbay }) =>
  exportResponse(patchbay.audit, readQuery(request, auditExportSchema)),
);
