import type { Agreement } from '../../../../contracts/agreements.ts'
import { useUi } from '../../../ui/context.tsx'
import { minuteOf, money } from '../../../ui/format.ts'
import { StateTag, type Tone } from '../../../ui/parts/state-tag.tsx'
import { useText } from '../../i18n/text.tsx'
import { FileLink } from './facts.tsx'

const tones: Readonly<Record<Agreement['addenda'][number]['state'], Tone>> = {
  proposed: 'sand',
  agreed: 'pine',
  declined: 'tile',
  withdrawn: 'plain',
}

/** 补充协议: what was changed after signing, by whom, and whether it holds. */
export function Addenda({ agreement }: { agreement: Agreement }) {
  const { t, locale } = useText()
  const { timeZone } = useUi()
  if (agreement.addenda.length === 0 && agreement.state !== 'in_force') return null
  const cny = (amount: number | null) => (amount === null ? t('agreements.anyDay') : money(amount, locale).full)
  return (
    <section className="panel">
      <h2>{t('agreements.addenda')}</h2>
      {agreement.addenda.length === 0 ? <p className="quiet">{t('agreements.noAddenda')}</p> : null}
      <ol>
        {agreement.addenda.map((each) => (
          <li key={each.id} className="entry stack tight">
            <p className="row wrap">
              <strong>{t('agreements.addendumNo', { position: each.position })}</strong>
              <StateTag tone={tones[each.state]}>{t(`agreements.addendum_${each.state}`)}</StateTag>
              <span className="quiet">
                {t('agreements.addendumBy', {
                  name: each.proposedBy.name,
                  time: minuteOf(each.proposedAt, timeZone),
                })}
              </span>
              {each.file ? <FileLink file={each.file} /> : null}
            </p>
            {each.reason ? <p className="prose">{each.reason}</p> : null}
            {each.amountCny === null ? null : (
              <p>{t('agreements.addendumAmount', { before: cny(each.amountBefore), after: cny(each.amountCny) })}</p>
            )}
            {each.validUntil === null ? null : (
              <p>
                {t('agreements.addendumUntil', {
                  before: each.validUntilBefore ?? t('agreements.anyDay'),
                  after: each.validUntil,
                })}
              </p>
            )}
            <p className="quiet">
              {each.signatures
                .map((one) => `✓ ${one.organisation.name} ${minuteOf(one.signedAt, timeZone)}`)
                .join('；')}
            </p>
            {each.note ? <p className="note prose">{each.note}</p> : null}
          </li>
        ))}
      </ol>
    </section>
  )
}
