import type { Catalog } from '../../../../../contracts/catalog.ts'
import { useText } from '../../../i18n/text.tsx'
import { useCatalog } from '../../../session/catalog.ts'
import { useScenarioForm } from './context.tsx'
import { fieldName } from './labels.ts'
import type { FormValue } from './value.ts'

/** Fields that both sides changed, side by side, with a choice for each; nothing is sent before. */
export function Conflicts() {
  const { t, name } = useText()
  const catalog = useCatalog()
  const { form, autosave } = useScenarioForm()
  if (form.conflicts.length === 0) return null
  return (
    <section className="note note-wait stack" aria-label={t('form.conflictTitle')}>
      <h2>{t('form.conflictTitle')}</h2>
      <p>{t('form.conflictText')}</p>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('form.conflictField')}</th>
            <th scope="col">{t('form.conflictMine')}</th>
            <th scope="col">{t('form.conflictTheirs')}</th>
          </tr>
        </thead>
        <tbody>
          {form.conflicts.map(({ field, mine, theirs }) => {
            const key = fieldName(field)
            const label = key ? t(key) : field
            return (
              <tr key={field}>
                <th scope="row">{label}</th>
                {[['mine', mine, t('form.keepMine')] as const, ['theirs', theirs, t('form.keepTheirs')] as const].map(
                  ([side, value, verb]) => (
                    <td key={side}>
                      <p className="prose">{shown(value, catalog, name) || t('common.unknown')}</p>
                      <button
                        type="button"
                        className="button"
                        aria-label={`${verb} ${label}`}
                        onClick={() => autosave.choose({ [field]: side })}
                      >
                        {verb}
                      </button>
                    </td>
                  ),
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

/** A field's value as a person reads it: rows as lines, keys by their names. */
export function shown(value: unknown, catalog: Catalog, name: (thing: { zh: string; en: string }) => string): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return nameOfKey(value, catalog, name)
  if (Array.isArray(value)) return value.map((one) => shown(one, catalog, name)).join('\n')
  const parts = value as Partial<FormValue['parts']>
  if (parts.openings && parts.requirements) {
    return [...parts.openings, ...parts.requirements].map((row) => row.text).join('\n')
  }
  const row = value as Record<string, unknown>
  if (typeof row.name === 'string' && 'fileId' in row) return row.name
  return Object.values(row).filter(Boolean).join(' ')
}

function nameOfKey(value: string, catalog: Catalog, name: (thing: { zh: string; en: string }) => string): string {
  const entries = [
    ...catalog.domains,
    ...catalog.domains.flatMap((domain) => domain.directions),
    ...catalog.tracks,
    ...catalog.districts,
    ...catalog.openers,
    ...catalog.focuses,
    ...catalog.cooperationModes,
  ]
  const entry = entries.find((candidate) => candidate.key === value)
  return entry ? name(entry) : value
}
