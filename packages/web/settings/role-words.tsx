import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'

export const ROLE_NAMES: Readonly<Record<string, MessageDescriptor>> = {
  viewer: msg`Viewer`,
  operator: msg`Operator`,
  supervisor: msg`Supervisor`,
  planner: msg`Planner`,
  owner: msg`Owner`,
}

/** What people do, by the word that the node has for it. */
export const ACT_NAMES: Readonly<Record<string, MessageDescriptor>> = {
  read: msg`See the plan, orders, materials and products`,
  plan: msg`Plan now, stop tasks`,
  act: msg`Apply and dismiss actions`,
  forecast: msg`Override forecasts`,
  promise: msg`Promise and reserve`,
  schedule: msg`Move, pin and split on the schedule`,
  edit: msg`Change records: orders, items, bills, calendars, parameters`,
  import: msg`Import files`,
  undo: msg`Undo changes and imports`,
  token: msg`Make tokens for programs, up to their own role`,
  people: msg`Add people, give roles and passwords`,
  audit: msg`See who changed what`,
  backup: msg`Make and fetch backups`,
  node: msg`See folders and versions of this node`,
}

export const RoleName = ({ role }: { readonly role: string }) => {
  const { i18n } = useLingui()
  const name = ROLE_NAMES[role]
  return <b>{name ? i18n._(name) : role}</b>
}
