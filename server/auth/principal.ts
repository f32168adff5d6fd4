/** What a route asks for. `public` needs no one to be logged in. */
export type Permission = 'public' | 'view' | 'operate' | 'administer';

type Role = 'viewer' | 'operator' | 'admin';

/** Who makes a request. */
export interface Principal {
  id: string;
  name: string;
  permissions: ReadonlySet<Permission>;
}

const permissionsOf: Record<Role, ReadonlySet<Permission>> = {
  viewer: new Set(['view']),
  operator: new Set(['view', 'operate']),
  admin: new Set(['view', 'operate', 'administer']),
};

/** There are no logins yet: whoever reaches the machine's loopback is the one local user, who may do everything. */
const localUser: Principal = { id: 'local', name: 'The local user', permissions: permissionsOf.admin };

/** Who makes this request. Every route asks here, and nothing else decides it. */
export function principalOf(_request: Request): Principal {
  return localUser;
}
