import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'

const WHAT: Readonly<Record<string, MessageDescriptor>> = {
  'record.added': msg`Row added`,
  'record.changed': msg`Row changed`,
  'record.removed': msg`Row removed`,
  undone: msg`Change undone`,
  'sales.imported': msg`Sales imported`,
  'records.emptied': msg`Demo records taken away`,
  'person.created': msg`Person added`,
  'person.role': msg`Role given`,
  'person.disabled': msg`Access changed`,
  'person.removed': msg`Person removed`,
  'password.reset': msg`Password changed`,
  'token.created': msg`Token made`,
  'token.revoked': msg`Token revoked`,
  'link.created': msg`Live link made`,
  'link.revoked': msg`Live link revoked`,
  'backup.made': msg`Backup made`,
  'backup.fetched': msg`Backup fetched`,
  'setting.added': msg`Setting written`,
  'setting.changed': msg`Setting changed`,
  'setting.removed': msg`Setting removed`,
  'reservation.added': msg`Reserved`,
  'reservation.changed': msg`Reservation changed`,
  'reservation.removed': msg`Reservation ended`,
  'promise.added': msg`Promise given`,
  'promise.changed': msg`Promise changed`,
  'promise.removed': msg`Promise taken back`,
  'override.added': msg`Forecast overridden`,
  'override.changed': msg`Override withdrawn`,
  'dismissal.added': msg`Action dismissed`,
  'dismissal.removed': msg`Action restored`,
  'partner.added': msg`Partner added`,
  'partner.changed': msg`Partner changed`,
  'partner.removed': msg`Partner removed`,
  'view.added': msg`View saved`,
  'view.changed': msg`View changed`,
  'view.removed': msg`View removed`,
  'default-view.added': msg`First view chosen`,
  'default-view.changed': msg`First view changed`,
  'default-view.removed': msg`First view taken back`,
}

const VIA: Readonly<Record<string, MessageDescriptor>> = {
  screen: msg`Screen`,
  program: msg`Program`,
  import: msg({ message: 'Import', context: 'audit' }),
  node: msg`Node itself`,
}

export const WHAT_CHOICES = Object.entries(WHAT).map(([value, name]) => ({ value, name }))
export const VIA_CHOICES = Object.entries(VIA).map(([value, name]) => ({ value, name }))

export const WhatName = ({ what }: { readonly what: string }) => {
  const { i18n } = useLingui()
  return <>{WHAT[what] ? i18n._(WHAT[what]) : what}</>
}

export const ViaName = ({ via }: { readonly via: string }) => {
  const { i18n } = useLingui()
  return <>{VIA[via] ? i18n._(VIA[via]) : via}</>
}
