// Code of a user of the server's class and tables: each line marked as an error that compiles after all is an
// error itself. It is compiled beside what is generated, and never run.

export const USER_CODE = `
import { type Insertable, type Kysely, type Selectable } from "kysely";
import type { JsonValue, Context, Query, StoredMethodOf } from "backlevel/runtime";
import { type Database, Server } from "./generated/index.js";

declare function use(...values: readonly unknown[]): void;

export async function methods(context: Context, server: Server, last: Server | undefined): Promise<void> {
  const found: Server = await Server.getById(context, 1);
  await Server.getByIsPublicAndName(context, true, "a");
  // @ts-expect-error The key is a number.
  await Server.getById(context, "1");
  // @ts-expect-error No row is found by null.
  await Server.getByUuid(context, null);
  // @ts-expect-error What older versions called it is for their callers.
  use(Server.getByPublicAndName);
  await server.create();
  await server.save();
  await server.destroy();
  await server.refresh();
  const all: Server[] = await Server.list(context);
  await Server.list(context, { after: last, limit: 10 });
  use(found, all);
}

export const queries: readonly Query<Server>[] = [
  {},
  { where: { name: "a", isPublic: true, sizeBytes: { gte: 12n }, seenAt: { lt: new Date() } } },
  { where: { seenAt: { gte: "2026-01-01T00:00:00Z" }, host: null, state: { in: ["up", "gone"] } } },
  { where: { or: [{ name: { startsWith: "a" } }, { not: { host: { isSet: true } } }] } },
  { where: { labels: { isSet: true }, ports: null, photo: new Uint8Array() } },
  { orderBy: "name", fields: ["name", "labels"] },
  { orderBy: [{ field: "seenAt", direction: "desc" }, "id"] },
];

export const wrong: readonly Query<Server>[] = [
  // @ts-expect-error A misspelled field.
  { where: { nam: "a" } },
  // @ts-expect-error The name on the wire.
  { where: { is_public: true } },
  // @ts-expect-error A value of another type.
  { where: { name: 1 } },
  // @ts-expect-error A filter that is not there.
  { where: { name: undefined } },
  // @ts-expect-error Null is no value of it.
  { where: { name: null } },
  // @ts-expect-error No value of the enum.
  { where: { state: "on" } },
  // @ts-expect-error A misspelled condition.
  { where: { name: { like: "a" } } },
  // @ts-expect-error Null is less than nothing.
  { where: { host: { lt: null } } },
  // @ts-expect-error True is not less than false.
  { where: { isPublic: { lt: true } } },
  // @ts-expect-error Only texts begin with something.
  { where: { weight: { startsWith: "1" } } },
  // @ts-expect-error A map has no value to compare.
  { where: { labels: { eq: { a: "b" } } } },
  // @ts-expect-error A method is no field.
  { where: { save: true } },
  // @ts-expect-error Nothing sorts by a map.
  { orderBy: "labels" },
  // @ts-expect-error There are two directions.
  { orderBy: { field: "name", direction: "up" } },
  // @ts-expect-error A misspelled field.
  { fields: ["nam"] },
  // @ts-expect-error Data is no object.
  { after: { id: 1 } },
];

type Stored = StoredMethodOf<typeof Server>;
export const stored: readonly Stored[] = ["getById", "getByUuid", "list", "create", "save"];
// @ts-expect-error No method of a store.
export const other: Stored = "objToPrimitive";

export async function tables(db: Kysely<Database>): Promise<void> {
  const rows = await db
    .selectFrom("servers")
    .leftJoin("server_tags", "server_tags.server_id", "servers.id")
    .select(["servers.id", "public", "is_public", "seen_at", "tag", "obj_version"])
    .where("servers.id", "=", 1)
    .where("name", "is not", null)
    .execute();
  for (const { id, public: before, tag } of rows) {
    const key: number | bigint | string = id;
    const flag: boolean | number | bigint | null = before;
    const text: string | null = tag;
    use(key, flag, text);
  }
  await db.insertInto("servers").values({ name: "a", size: "12" }).execute();
  await db.insertInto("server_ports").values({ server_id: 1, place: 0, port: 80 }).execute();
  await db.updateTable("servers").set({ obj_version: "1.6" }).execute();
  // @ts-expect-error What is not stored has no column.
  db.selectFrom("servers").select("extra");
  // @ts-expect-error A column has its own name.
  db.selectFrom("servers").select("size_bytes");
  // @ts-expect-error A value of another type.
  db.insertInto("servers").values({ name: 1 });
  // @ts-expect-error Whose port it is has to be said.
  db.insertInto("server_ports").values({ place: 0, port: 80 });
  // @ts-expect-error There is no such table.
  db.selectFrom("plains");
}

export const made: Insertable<Database["servers"]> = { labels: "{}" };
export function read(row: Selectable<Database["servers"]>): string | null {
  const labels: unknown = row.labels;
  // @ts-expect-error Either engine may give it in its own way.
  const parsed: JsonValue = row.labels;
  use(labels, parsed);
  return row.obj_state;
}
`;
