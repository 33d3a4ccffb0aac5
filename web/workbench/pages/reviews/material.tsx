import type { ReactNode } from 'react'
import { fileRoutes } from '../../../../contracts/files.ts'
import type { Material } from '../../../../contracts/reviews.ts'
import { hrefOf } from '../../../ui/client/call.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { FieldWithSource } from '../../../ui/parts/field-with-source.tsx'
import { MixedText } from '../../../ui/parts/mixed-text.tsx'
import { Money } from '../../../ui/parts/money.tsx'
import { type MessageKey, useText } from '../../i18n/text.tsx'
import { useLabels } from '../../shell/labels.ts'
import { sizeText } from '../scenarios/form/files-section.tsx'
import { fieldName } from '../scenarios/form/labels.ts'
import { signOf } from '../scenarios/measure.tsx'

/** What is judged: the scenario's own words, its openings with their conditions, its files. */
export function MaterialView({ material }: { material: Material }) {
  const { t } = useText()
  const labels = useLabels()
  const names = (section: 'tracks' | 'districts' | 'cooperationModes', keys: readonly string[]) =>
    keys.map((key) => labels.in(section, key)).join('、')
  function fact(path: string, value: ReactNode, wide = false) {
    if (!value) return null
    return (
      <div className={wide ? 'fact wide' : 'fact'} key={path}>
        <dl>
          <FieldWithSource label={t(fieldName(path) as MessageKey)}>{value}</FieldWithSource>
        </dl>
      </div>
    )
  }
  const text = (value: string | null) =>
    value ? (
      <span className="prose">
        <MixedText>{value}</MixedText>
      </span>
    ) : null
  const groups = [...material.openings, { id: null, text: t('scenario.whole'), detail: null }] as const
  return (
    <section className="panel">
      <h2>{t('reviews.material')}</h2>
      <div className="facts">
        {fact('summary', text(material.summary), true)}
        {fact('problem', text(material.problem), true)}
        <div className="fact wide">
          <h3 className="label">{t('form.parts')}</h3>
          {groups.map((group) => {
            const rows = material.requirements.filter((row) => row.openingId === group.id)
            if (group.id === null && rows.length === 0) return null
            return (
              <section key={group.id ?? ''} className="opening">
                <h4>{group.text}</h4>
                {group.detail ? <p className="prose">{group.detail}</p> : null}
                <ul>
                  {rows.map((row) => (
                    <li key={row.id}>
                      <span className={row.kind === 'must' ? 'tag tag-must' : 'tag'}>
                        {t(row.kind === 'must' ? 'scenario.must' : 'scenario.wish')}
                      </span>{' '}
                      {row.text}{' '}
                      {row.metric ? (
                        <span className="quiet figures">
                          {[row.metric, row.comparator && signOf(row.comparator), row.threshold, row.unit]
                            .filter((part) => part !== null && part !== '')
                            .join(' ')}
                        </span>
                      ) : null}
                    </li>
                  ))}
                </ul>
              </section>
            )
          })}
        </div>
        {fact(
          'domain',
          [labels.domain(material.domain), labels.direction(material.direction)].filter(Boolean).join(' / '),
        )}
        {fact('tracks', names('tracks', material.tracks))}
        {fact('districts', names('districts', material.districts))}
        {fact('place', material.place)}
        {fact('opener', labels.in('openers', material.opener))}
        {fact('opportunityCny', material.opportunityCny === null ? null : <Money cny={material.opportunityCny} />)}
        {fact('budgetCny', material.budgetCny === null ? null : <Money cny={material.budgetCny} />)}
        {fact('cooperationModes', names('cooperationModes', material.cooperationModes))}
        {fact(
          'startsOn',
          material.startsOn || material.endsOn ? (
            <>
              {material.startsOn ? <DateText value={material.startsOn} /> : '…'} –{' '}
              {material.endsOn ? <DateText value={material.endsOn} /> : '…'}
            </>
          ) : null,
        )}
        {material.attachments.length > 0 ? (
          <div className="fact wide">
            <h3 className="label">{t('scenario.files')}</h3>
            <ul>
              {material.attachments.map((file) => (
                <li key={file.id} className="line">
                  <a href={hrefOf(fileRoutes.download, { params: { id: file.id } })}>{file.name}</a>
                  <span className="quiet figures">{sizeText(file.bytes)}</span>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </div>
    </section>
  )
}
