import { Input } from 'antd'
import { type EvidenceCandidate, promotionRoutes } from '../../../../contracts/promotions.ts'
import { Field } from '../../../ui/antd/field.tsx'
import { useCall } from '../../../ui/client/hooks.ts'
import { useText } from '../../i18n/text.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { Files } from '../capabilities/files.tsx'
import { Said, saidTitle } from './said.tsx'
import type { EvidenceRow } from './value.ts'

/** The evidence of an application: what is linked with its sentence, and what the scenario has to show besides. */
export function EvidenceRows(props: {
  scenarioId: string
  rows: readonly EvidenceRow[]
  fault: (path: string) => string | undefined
  /** Takes the newest rows: a file may have arrived meanwhile. */
  onChange: (change: (rows: readonly EvidenceRow[]) => EvidenceRow[]) => void
}) {
  const { t } = useText()
  const { rows, onChange } = props
  return (
    <fieldset className="form-field bare" data-path="evidence">
      <legend className="label">{t('promotions.evidence')}</legend>
      <p className="field-hint">{t('promotions.evidenceHint')}</p>
      {props.fault('evidence') ? <p className="field-error">{props.fault('evidence')}</p> : null}
      {rows.map((row, at) => (
        <article key={row.kind + row.subjectId} className="entry stack tight">
          <p className="split">
            <span>
              <span className="tag">{t(`promotions.kind_${row.kind}`)}</span>{' '}
              <strong className="breakable">{saidTitle(row.kind, row.said)}</strong>
            </span>
            <button
              type="button"
              className="link nowrap"
              aria-label={t('promotions.removeEvidence', { name: saidTitle(row.kind, row.said) })}
              onClick={() => onChange((now) => now.filter((one) => one.subjectId !== row.subjectId))}
            >
              {t('common.remove')}
            </button>
          </p>
          <Said kind={row.kind} said={row.said} />
          <Field
            label={t('promotions.sentence')}
            hint={t('promotions.sentenceHint')}
            error={props.fault(`evidence.${at}.sentence`) ?? props.fault(`evidence.${at}`)}
            required
          >
            {(control) => (
              <Input.TextArea
                {...control}
                maxLength={1000}
                autoSize={{ minRows: 1, maxRows: 4 }}
                value={row.sentence}
                onChange={(event) => {
                  const sentence = event.target.value
                  onChange((now) => now.map((one) => (one.subjectId === row.subjectId ? { ...one, sentence } : one)))
                }}
              />
            )}
          </Field>
        </article>
      ))}
      <Candidates scenarioId={props.scenarioId} rows={rows} onAdd={(row) => onChange((now) => [...now, row])} />
      <Files
        rows={[]}
        onAdd={(file) =>
          onChange((now) => [
            ...now,
            { kind: 'file', subjectId: file.id, sentence: '', said: { name: file.name, bytes: file.bytes } },
          ])
        }
        onRemove={() => undefined}
      />
    </fieldset>
  )
}

function Candidates(props: { scenarioId: string; rows: readonly EvidenceRow[]; onAdd: (row: EvidenceRow) => void }) {
  const { t } = useText()
  const prospects = useCall(promotionRoutes.prospects, { params: { id: props.scenarioId } })
  const taken = (one: EvidenceCandidate) =>
    props.rows.some((row) => row.kind === one.kind && row.subjectId === one.subjectId)
  return (
    <section className="stack tight" aria-label={t('promotions.candidates')}>
      <h2>{t('promotions.candidates')}</h2>
      <ProblemNote error={prospects.error} retry={prospects.refetch} />
      {prospects.data?.candidates.length === 0 ? <p className="quiet">{t('promotions.noCandidates')}</p> : null}
      <ul>
        {prospects.data?.candidates.map((one) => (
          <li key={one.kind + one.subjectId} className="line">
            <span className="grow">
              <span className="tag">{t(`promotions.kind_${one.kind}`)}</span> {saidTitle(one.kind, one.said)}
            </span>
            {taken(one) ? (
              <span className="quiet">✓ {t('promotions.added')}</span>
            ) : (
              <button
                type="button"
                className="button"
                aria-label={`${t('promotions.add')} ${saidTitle(one.kind, one.said)}`}
                onClick={() => props.onAdd({ ...one, sentence: '' })}
              >
                {t('promotions.add')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
