import { Input } from 'antd'
import { Choice } from '../../../ui/antd/choice.tsx'
import { Field } from '../../../ui/antd/field.tsx'
import { newKey } from '../../../ui/client/call.ts'
import { useText } from '../../i18n/text.tsx'
import { useLabels } from '../../shell/labels.ts'
import { Counterpart } from './counterpart.tsx'
import { type ProofRow, written } from './value.ts'

const kinds = ['delivery', 'certificate', 'patent', 'other'] as const

/** What proves the capability: deliveries, certificates, patents, each with its date as far as it is known. */
export function Proofs(props: {
  rows: readonly ProofRow[]
  /** Whose capability it is. */
  own: string | undefined
  /** Ids of proofs as they are kept now that the other side confirmed. */
  confirmed: ReadonlySet<string>
  fault: (path: string) => string | undefined
  onChange: (rows: ProofRow[]) => void
}) {
  const { t } = useText()
  const labels = useLabels()
  const { rows, onChange } = props
  const put = (key: string, change: Partial<ProofRow>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...change } : row)))
  return (
    <fieldset className="form-field bare" data-path="proofs">
      <legend className="label">{t('capabilities.proofs')}</legend>
      <p className="field-hint">{props.fault('proofs') ?? t('capabilities.proofsHint')}</p>
      <ol className="rows">
        {rows.map((row, at) => {
          const path = `proofs.${written(rows).indexOf(row)}`
          const label = t('capabilities.proof', { n: at + 1 })
          return (
            <li key={row.key} className="row-block">
              <div className="form-head">
                <span className="label">{label}</span>
                <button
                  type="button"
                  className="link"
                  aria-label={t('form.removeRow', { name: label })}
                  onClick={() => onChange(rows.filter((other) => other.key !== row.key))}
                >
                  {t('common.remove')}
                </button>
              </div>
              <Field label={t('capabilities.proofText')} error={props.fault(`${path}.text`)} required>
                {(control) => (
                  <Input
                    {...control}
                    maxLength={300}
                    value={row.text}
                    onChange={(event) => put(row.key, { text: event.target.value })}
                  />
                )}
              </Field>
              <div className="grid-2">
                <Field label={t('capabilities.proofKind')}>
                  {(control) => (
                    <Choice
                      {...control}
                      value={row.kind}
                      options={kinds.map((kind) => ({ value: kind, label: labels.of('proofKinds', kind) }))}
                      onChange={(kind) =>
                        put(row.key, {
                          kind: kind as ProofRow['kind'],
                          ...(kind !== 'delivery' && { counterpart: null }),
                        })
                      }
                    />
                  )}
                </Field>
                <Field
                  label={t('capabilities.proofAt')}
                  hint={t('capabilities.proofAtHint')}
                  error={props.fault(`${path}.at`)}
                >
                  {(control) => (
                    <Input
                      {...control}
                      maxLength={10}
                      value={row.at}
                      onChange={(event) => put(row.key, { at: event.target.value.normalize('NFKC') })}
                    />
                  )}
                </Field>
              </div>
              {row.kind === 'delivery' ? (
                <Counterpart
                  value={row.counterpart}
                  own={props.own}
                  error={props.fault(`${path}.counterpartId`)}
                  onPick={(counterpart) => put(row.key, { counterpart })}
                />
              ) : null}
              {row.id && props.confirmed.has(row.id) ? (
                <p className="tone-pine">{t('capabilities.proofKept')}</p>
              ) : null}
            </li>
          )
        })}
      </ol>
      <div>
        <button
          type="button"
          className="button"
          disabled={rows.length >= 30}
          onClick={() => onChange([...rows, { key: newKey(), text: '', kind: 'delivery', at: '', counterpart: null }])}
        >
          {t('capabilities.addProof')}
        </button>
      </div>
    </fieldset>
  )
}
