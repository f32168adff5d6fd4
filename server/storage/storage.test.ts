import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStorage, type Storage } from './storage.ts';
import { explainStorage } from './storage-error.ts';

const host = (id: string, created = '2026-01-01T00:00:00.000Z') => ({
  id,
  name: id.toUpperCase(),
  url: `tcp://${id}:2375`,
  created,
});

/** A file with a host as the first release wrote it: `.dump` of it. */
const withoutSettings = `
create table "kysely_migration" ("name" varchar(255) not null primary key, "timestamp" varchar(255) not null);
insert into kysely_migration values ('0001-hosts', '2026-01-01T00:00:00.000Z');
create table "kysely_migration_lock" ("id" varchar(255) not null primary key, "is_locked" integer default 0 not null);
insert into kysely_migration_lock values ('migration_lock', 0);
create table "hosts" ("id" text primary key, "name" text not null, "url" text not null, "created" text not null);
insert into hosts values ('web-1', 'Web 1', 'tcp://10.0.0.1:2375', '2026-01-01T00:00:00.000Z');
`;

let folder: string;
let open: Storage[] = [];
const storage = async (at = join(folder, 'data')) => {
  const opened = await openStorage(at);
  open.push(opened);
  return opened;
};
const file = () => join(folder, 'data', 'patchbay.sqlite');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-storage-'));
  open = [];
});
afterEach(async () => {
  await Promise.all(open.map((each) => each.close()));
  rmSync(folder, { recursive: true, force: true });
});

describe('the storage', () => {
  it('keeps hosts from one run to the next, in the order they were added', async () => {
    const first = await storage();
    await first.hosts.add(host('b', '2026-01-02T00:00:00.000Z'));
    await first.hosts.add(host('a', '2026-01-03T00:00:00.000Z'));
    await first.hosts.add(host('c', '2026-01-01T00:00:00.000Z'));
    await first.hosts.change('a', { name: 'Other', url: 'unix:///o' });
    await first.hosts.remove('c');
    await first.close();
    open = [];
    expect(await (await storage()).hosts.list()).toEqual([
      host('b', '2026-01-02T00:00:00.000Z'),
      { ...host('a', '2026-01-03T00:00:00.000Z'), name: 'Other', url: 'unix:///o' },
    ]);
  });

  it('is told from every other one, in each of its runs', async () => {
    const { instance } = await storage();
    expect(instance).toMatch(/^[0-9a-f-]{36}$/);
    expect((await storage()).instance).toBe(instance);
    expect((await storage(join(folder, 'other'))).instance).not.toBe(instance);
  });

  it('keeps how a host is reached, and nothing of it once it is changed', async () => {
    const { hosts } = await storage();
    const [tls, ssh] = [{ ca: '/ca.pem', serverName: "o'box" }, { knownHosts: '/known' }];
    const probe = { local: false, helper: 'standing', image: 'box' } as const;
    await hosts.add({ ...host('a'), tls, probe });
    await hosts.add({ ...host('b'), ssh });
    await hosts.add({ ...host('c'), tls: {} });
    expect(await hosts.list()).toEqual([
      { ...host('a'), tls, probe },
      { ...host('b'), ssh },
      { ...host('c'), tls: {} },
    ]);
    await hosts.change('a', { name: 'A', url: 'ssh://a', ssh });
    await hosts.change('c', { name: 'C', url: 'tcp://c:2375', tls: {}, probe: {} });
    await hosts.move('b', { id: 'd', name: 'D' });
    expect(await hosts.list()).toEqual([
      { ...host('a'), url: 'ssh://a', ssh },
      { ...host('c'), tls: {}, probe: {} },
      { ...host('b'), id: 'd', name: 'D', ssh },
    ]);
  });

  it('takes over what was kept before hosts had settings', async () => {
    mkdirSync(join(folder, 'data'));
    const raw = new DatabaseSync(file());
    raw.exec(withoutSettings);
    raw.close();
    const { hosts } = await storage();
    const former = {
      id: 'web-1',
      name: 'Web 1',
      url: 'tcp://10.0.0.1:2375',
      created: '2026-01-01T00:00:00.000Z',
    };
    expect(await hosts.list()).toEqual([former]);
    await hosts.change('web-1', { name: 'Web 1', url: 'tcp://10.0.0.1:2376', tls: { ca: '/ca.pem' } });
    expect(await hosts.list()).toEqual([{ ...former, url: 'tcp://10.0.0.1:2376', tls: { ca: '/ca.pem' } }]);
  });

  it('is for its user alone', async () => {
    const opened = await storage(join(folder, 'data'));
    await opened.hosts.add(host('a'));
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it('takes hostile text for what it is', async () => {
    const { hosts } = await storage();
    const name = `x'); drop table hosts; -- "\u0000 \u{1f433}`;
    await hosts.add({ ...host('a'), name });
    expect((await hosts.list())[0]?.name).toBe(name);
  });
});

describe('faults of the storage', () => {
  const faultOf = (work: Promise<unknown>) =>
    work.then(
      () => expect.unreachable(),
      (error: unknown) => error,
    );

  it('a file that is something else', async () => {
    await (await storage()).close();
    open = [];
    writeFileSync(file(), 'not a database at all, but long enough to look at '.repeat(50));
    const fault = await faultOf(openStorage(join(folder, 'data')));
    expect(fault).toMatchObject({ code: 'storage-corrupt', message: expect.stringContaining(file()) });
  });

  it('a file that was cut off', async () => {
    const opened = await storage();
    for (let i = 0; i < 200; i++) await opened.hosts.add(host(`host-${i}`));
    await opened.close();
    open = [];
    truncateSync(file(), 9_000);
    expect(await faultOf(openStorage(join(folder, 'data')))).toMatchObject({ code: 'storage-corrupt' });
  });

  it('settings that are none are not passed over: the host would be spoken to in the clear', async () => {
    const opened = await storage();
    await opened.hosts.add({ ...host('a'), tls: {} });
    const raw = new DatabaseSync(file());
    for (const odd of ['{"ca":', '{"ca":7}', '"x"']) {
      raw.prepare('update hosts set tls = ?').run(odd);
      expect(await faultOf(opened.hosts.list())).toMatchObject({ code: 'storage-corrupt' });
    }
    raw.close();
  });

  it('a folder that is a file, or below one', async () => {
    writeFileSync(join(folder, 'file'), '');
    for (const at of [join(folder, 'file'), join(folder, 'file', 'below')]) {
      expect(await faultOf(openStorage(at))).toMatchObject({
        code: 'storage-no-folder',
        message: expect.stringContaining('PATCHBAY_DATA'),
      });
    }
  });

  it('a file of a newer Patchbay is left alone', async () => {
    await (await storage()).close();
    open = [];
    const raw = new DatabaseSync(file());
    raw.exec("insert into kysely_migration values ('9999-future', '2030-01-01')");
    raw.close();
    copyFileSync(file(), join(folder, 'before'));
    expect(await faultOf(openStorage(join(folder, 'data')))).toMatchObject({ code: 'storage-newer' });
    expect(statSync(file()).size).toBe(statSync(join(folder, 'before')).size);
  });

  it('another process that writes', async () => {
    const opened = await storage();
    const other = new DatabaseSync(file());
    other.exec('begin exclusive');
    expect(await faultOf(opened.hosts.add(host('a')))).toMatchObject({ code: 'storage-busy', status: 503 });
    other.exec('rollback');
    other.close();
    await opened.hosts.add(host('a'));
  });

  it('a full disk and a forbidden folder, by the codes of SQLite and the system', () => {
    const place = { folder: '/d', file: '/d/f' };
    const full = new DatabaseSync(':memory:');
    full.exec('pragma max_page_count = 2; create table t (x)');
    try {
      for (let i = 0; i < 1_000; i++) full.exec(`insert into t values ('${'x'.repeat(500)}')`);
      expect.unreachable();
    } catch (error) {
      expect(explainStorage(place, error)).toMatchObject({
        code: 'storage-full',
        status: 507,
        message: expect.stringContaining('/d'),
      });
    }
    full.close();
    const readOnly = new DatabaseSync(':memory:');
    readOnly.exec('create table t (x); pragma query_only = on');
    try {
      readOnly.exec('insert into t values (1)');
      expect.unreachable();
    } catch (error) {
      expect(explainStorage(place, error)).toMatchObject({ code: 'storage-not-writable' });
    }
    readOnly.close();
    const forbidden = Object.assign(new Error('no'), { code: 'EACCES' });
    expect(explainStorage(place, forbidden)).toMatchObject({ code: 'storage-not-writable' });
  });

  it('what is no fault of the storage stays what it is', () => {
    const ours = new Error('a bug');
    expect(explainStorage({ folder: '/d', file: '/d/f' }, ours)).toBe(ours);
  });
});
