import { useMemo } from 'react'
import type { HistoryRecord } from '../../../contracts/common.ts'
import { libraryRoutes } from '../../../contracts/lists.ts'
import { actionLabel, type MachineName, machines, stateLabel } from '../../../engines/lifecycle/index.ts'
import { useCall } from '../../ui/client/hooks.ts'
import { minuteOf, money } from '../../ui/format.ts'
import { type MessageKey, useText } from '../i18n/text.tsx'
import { useCatalog } from '../session/catalog.ts'
import { type Labels, useLabels } from './labels.ts'

/** The journal's actions, types, fields and values in the words of the page. */
export interface RecordWords {
  /** What was done: the lifecycle's verb, or a sentence of the message files. */
  action: (action: string, type: string) => string
  type: (type: string) => string
  field: (path: string) => string
  shown: (type: string, path: string, value: unknown) => string
  actor: (record: HistoryRecord) => string
  /** In which role; nothing for the server itself. */
  role: (record: HistoryRecord) => string
}

const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Enumerations that name the values of a field. */
const enumerations: Readonly<Record<string, readonly string[]>> = {
  organisationKinds: ['organisationKinds'],
  kind: [
    'organisationKinds',
    'capabilityKinds',
    'requirementKinds',
    'clearanceKinds',
    'proofKinds',
    'serviceKinds',
    'landingKinds',
  ],
  role: ['roles', 'organisationRoles'],
  roles: ['roles'],
  members: ['organisationRoles'],
  outcome: ['clearanceOutcomes'],
  clearance: ['clearanceOutcomes'],
  visibility: ['visibilities'],
  opportunityBound: ['bounds'],
  purpose: ['attachmentPurposes'],
}
const sections: Readonly<Record<string, Parameters<Labels['in']>[0]>> = {
  tracks: 'tracks',
  districts: 'districts',
  district: 'districts',
  opener: 'openers',
  openers: 'openers',
  focus: 'focuses',
  cooperationModes: 'cooperationModes',
  rung: 'ladder',
  toRung: 'ladder',
}

/** The field a path begins with: `members.<id>` is about members. */
function headOf(path: string): string {
  return path.replace(/^\//, '').split(/[./[]/)[0] ?? path
}

export function useRecordWords(): RecordWords {
  const text = useText()
  const labels = useLabels()
  const { timezone } = useCatalog().city
  const held = useCall(libraryRoutes.list, {}, { staleTime: Number.POSITIVE_INFINITY }).data
  return useMemo(() => {
    const { t, name, locale } = text
    const libraries = new Map(held?.items.map((one) => [one.key, locale === 'zh' ? one.title : one.titleEn]))
    const said = (key: string): string | null => {
      const sentence = t(key as MessageKey)
      return sentence === key ? null : sentence
    }
    const machineOf = (type: string) => (type in machines ? (type as MachineName) : null)

    function action(full: string, type: string): string {
      const verb = full.split('.').at(-1) ?? full
      const machine = machineOf(full.includes('.') ? (full.split('.')[0] ?? type) : type)
      if (machine && machines[machine].transitions.some((row) => row.action === verb)) {
        return name(actionLabel(machine, verb as never))
      }
      return said(`records.${verb}`) ?? said(`journal.action_${verb}`) ?? full
    }
    const typeOf = (type: string) => said(`journal.type_${type}`) ?? type

    function field(path: string): string {
      const head = headOf(path)
      return said(`journal.field_${head}`) ?? path
    }

    function one(type: string, path: string, value: string): string {
      const machine = machineOf(type)
      if (path === 'state' && machine && value in machines[machine].states) {
        return name(stateLabel(machine, value as never))
      }
      if (path === 'decision' || path === 'recommendation')
        return said(`scenario.${value}`) ?? said(`promotions.outcome_${value}`) ?? value
      if (path === 'collection') return said(`shell.${value}`) ?? value
      if (instant.test(value)) return minuteOf(value, timezone)
      if (uuid.test(value)) return value.slice(-8)
      if (path === 'library') return libraries.get(value) ?? value
      if (path === 'domain' || path === 'domains') return labels.domain(value)
      if (path === 'direction' || path === 'directions') return labels.direction(value)
      const section = sections[path]
      if (section) return labels.in(section, value)
      for (const enumeration of enumerations[path] ?? []) {
        const found = labels.of(enumeration, value)
        if (found !== value) return found
      }
      return value
    }

    function shown(type: string, path: string, value: unknown): string {
      const head = headOf(path)
      if (value === null || value === undefined || value === '') return ''
      if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no')
      if (typeof value === 'number') {
        return head.endsWith('Cny') ? money(value, locale).full : String(value)
      }
      if (typeof value === 'string') return one(type, head, value)
      if (Array.isArray(value)) {
        // Ids say nothing to people; how many there are does.
        if (value.length > 0 && value.every((item) => typeof item === 'string' && uuid.test(item))) {
          return t('journal.things', { count: value.length })
        }
        const parts = value.map((item) => shown(type, path, item))
        return parts.join(value.some((item) => typeof item === 'object') ? '\n' : '、')
      }
      return Object.entries(value)
        .filter(([key]) => !/^(id|.*Id)$/.test(key))
        .map(([key, part]) => shown(type, key, part))
        .filter(Boolean)
        .join(' ')
    }

    return {
      action,
      type: typeOf,
      field,
      shown,
      role({ actor: { id, role } }) {
        if (id === null || role === null || role === 'system') return ''
        const platform = labels.of('roles', role)
        return platform === role ? labels.of('organisationRoles', role) : platform
      },
      actor: (record) => record.actor.name ?? t(record.actor.id === null ? 'scenario.noActor' : 'journal.erasedActor'),
    }
  }, [text, labels, timezone, held])
}
