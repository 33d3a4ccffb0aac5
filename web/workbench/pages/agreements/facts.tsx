import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type Agreement, procurementLabels } from '../../../../contracts/agreements.ts'
import type { Attachment } from '../../../../contracts/common.ts'
import { fileRoutes } from '../../../../contracts/files.ts'
import { hrefOf } from '../../../ui/client/call.ts'
import { useUi } from '../../../ui/context.tsx'
import { minuteOf } from '../../../ui/format.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EvidenceLink } from '../../../ui/parts/evidence-link.tsx'
import { FieldWithSource } from '../../../ui/parts/field-with-source.tsx'
import { Money } from '../../../ui/parts/money.tsx'
import { useText } from '../../i18n/text.tsx'
import { percentOf } from './value.ts'

/** What was agreed, as far as the viewer may read it. */
export function Facts({ agreement }: { agreement: Agreement }) {
  const { t } = useText()
  const amended = agreement.addenda.some((each) => each.state === 'agreed' && each.amountCny !== null)
  return (
    <section className="panel">
      <h2>{t('agreements.facts')}</h2>
      <div className="facts">
        <Fact label={t('agreements.openings')} wide>
          {agreement.openings.map((each) => each.text).join('、')}
        </Fact>
        <Fact label={t(amended ? 'agreements.amountNow' : 'agreements.amount')}>
          {agreement.amountCny === null ? null : <Money cny={agreement.amountCny} />}
        </Fact>
        <Fact label={t('agreements.number')}>{agreement.number}</Fact>
        <Fact label={t('agreements.signedOn')}>{agreement.signedOn && <DateText value={agreement.signedOn} />}</Fact>
        <Fact label={t('agreements.effectiveFrom')}>
          {agreement.effectiveFrom && <DateText value={agreement.effectiveFrom} />}
        </Fact>
        <Fact label={t('agreements.validUntil')}>
          {agreement.validUntil ? <DateText value={agreement.validUntil} /> : null}
        </Fact>
        {agreement.follows ? (
          <Fact label={t('agreements.follows')}>
            <Relative one={agreement.follows} />
          </Fact>
        ) : null}
        {agreement.followedBy.length > 0 ? (
          <Fact label={t('agreements.followedBy')}>
            {agreement.followedBy.map((each) => (
              <span key={each.id} className="block-link">
                <Relative one={each} />
              </span>
            ))}
          </Fact>
        ) : null}
        {agreement.terms === undefined ? null : (
          <Fact label={t('agreements.terms')} wide>
            {agreement.terms ? <span className="prose">{agreement.terms}</span> : null}
          </Fact>
        )}
        {agreement.termsHash ? (
          <Fact label={t('agreements.termsHash')} wide>
            <code className="breakable quiet">{agreement.termsHash}</code>
          </Fact>
        ) : null}
      </div>
    </section>
  )
}

function Relative({ one }: { one: { id: string; code: string | null; title: string } }) {
  return (
    <Link to="/agreements/$id" params={{ id: one.id }}>
      {one.code} {one.title}
    </Link>
  )
}

function Fact(props: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={props.wide ? 'fact wide' : 'fact'}>
      <dl>
        <FieldWithSource label={props.label}>{props.children}</FieldWithSource>
      </dl>
    </div>
  )
}

/** Who signs, for which part, and whether they have. */
export function Parties({ agreement }: { agreement: Agreement }) {
  const { t } = useText()
  const { timeZone } = useUi()
  const signing = agreement.state !== 'drafting'
  const open = agreement.parties.filter((each) => each.signedAt === null)
  return (
    <section className="panel">
      <h2>{t('agreements.parties')}</h2>
      <ul>
        {agreement.parties.map((each) => (
          <li key={each.organisation.id} className="entry">
            <p className="split">
              {each.intentId ? (
                <Link to="/intents/$id" params={{ id: each.intentId }}>
                  {each.organisation.name}
                </Link>
              ) : (
                <span>{each.organisation.name}</span>
              )}
              <span className="quiet">
                {t(`agreements.role_${each.role}`)}
                {each.share === null ? '' : ` ${percentOf(each.share)}%`}
              </span>
            </p>
            {each.signedAt ? (
              <p className="tone-pine">
                ✓{' '}
                {each.signedBy?.name
                  ? t('agreements.signed', { time: minuteOf(each.signedAt, timeZone), name: each.signedBy.name })
                  : t('agreements.signedNoName', { time: minuteOf(each.signedAt, timeZone) })}
              </p>
            ) : signing ? (
              <p className="tone-sand">{t('agreements.unsigned')}</p>
            ) : null}
          </li>
        ))}
      </ul>
      {agreement.state === 'under_review' && open.length > 0 ? (
        <p className="quiet">
          {t('agreements.waitsOthers', { names: open.map((each) => each.organisation.name).join('、') })}
        </p>
      ) : null}
    </section>
  )
}

/** By which lawful route it is bought; what a letter is not. */
export function Procurement({ agreement }: { agreement: Agreement }) {
  const { t, name } = useText()
  const { procurement } = agreement
  return (
    <section className="panel">
      <h2>{t('agreements.procurement')}</h2>
      {agreement.kind === 'letter' ? <p className="note">{t('agreements.letterNote')}</p> : null}
      {agreement.kind === 'contract' && agreement.publicOwner && !procurement ? (
        <p className="note note-wait">{t('agreements.procurementMust')}</p>
      ) : null}
      {procurement ? (
        <div className="facts">
          <Fact label={t('agreements.route')}>{name(procurementLabels[procurement.route])}</Fact>
          {procurement.ground ? (
            <Fact label={t('agreements.ground')} wide>
              <span className="prose">{procurement.ground}</span>
            </Fact>
          ) : null}
          {procurement.noticeNumber ? (
            <Fact label={t('agreements.noticeNumber')}>{procurement.noticeNumber}</Fact>
          ) : null}
          {procurement.noticeFile ? (
            <Fact label={t('agreements.noticeFile')}>
              <FileLink file={procurement.noticeFile} />
            </Fact>
          ) : null}
        </div>
      ) : null}
      {agreement.kind === 'contract' ? <p className="quiet">{t('agreements.libraryNote')}</p> : null}
    </section>
  )
}

export function FileLink({ file }: { file: Attachment }) {
  return (
    <EvidenceLink
      href={hrefOf(fileRoutes.download, { params: { id: file.id } })}
      label={file.name}
      hash={file.sha256}
    />
  )
}

export function AgreementFiles({ agreement }: { agreement: Agreement }) {
  const { t } = useText()
  if (agreement.attachments === undefined) return null
  const groups = [
    { label: t('agreements.signedCopy'), files: agreement.signedCopy ?? [] },
    { label: t('agreements.attachments'), files: agreement.attachments },
  ].filter((group) => group.files.length > 0)
  return (
    <section className="panel">
      <h2>{t('scenario.files')}</h2>
      {groups.length === 0 ? <p className="quiet">{t('agreements.noAttachments')}</p> : null}
      {groups.map((group) => (
        <ul key={group.label} aria-label={group.label}>
          {group.files.map((file) => (
            <li key={file.id} className="line">
              <FileLink file={file} />
              <span className="quiet">{group.label}</span>
            </li>
          ))}
        </ul>
      ))}
    </section>
  )
}
