import type { Session } from './database.ts'

/** The value of a setting, or undefined. */
export async function readSetting(session: Session, name: string): Promise<unknown> {
  const rows = await session.query<{ value: unknown }>({
    text: 'select value from setting where name = $1',
    values: [name],
  })
  return rows[0]?.value
}

export async function writeSetting(session: Session, name: string, value: unknown): Promise<void> {
  await session.query({
    text: `insert into setting (name, value) values ($1, $2::jsonb)
           on conflict (name) do update set value = excluded.value, changed = now()`,
    values: [name, JSON.stringify(value)],
  })
}
