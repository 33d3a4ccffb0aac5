import type { Form } from '../../../ui/client/autosave.ts'
import { useText } from '../../i18n/text.tsx'
import { useRecordWords } from '../../shell/record-words.ts'
import type { FormValue } from './value.ts'

/** Fields changed here and elsewhere at the same time: one is chosen for each. */
export function Conflicts(props: {
  form: Form<FormValue>
  choose: (choices: Record<string, 'mine' | 'theirs'>) => void
}) {
  const { t } = useText()
  const words = useRecordWords()
  const { conflicts } = props.form
  if (conflicts.length === 0) return null
  return (
    <section className="note note-wait stack tight" aria-label={t('form.conflictTitle')}>
      <h2>{t('form.conflictTitle')}</h2>
      {conflicts.map(({ field, mine, theirs }) => (
        <div key={field} className="stack tight">
          <strong>{words.field(field)}</strong>
          {(['mine', 'theirs'] as const).map((side) => (
            <p key={side} className="split">
              <span className="prose">
                {words.shown('promotion', field, side === 'mine' ? mine : theirs) || t('common.unknown')}
              </span>
              <button type="button" className="button" onClick={() => props.choose({ [field]: side })}>
                {t(side === 'mine' ? 'form.keepMine' : 'form.keepTheirs')}
              </button>
            </p>
          ))}
        </div>
      ))}
    </section>
  )
}
