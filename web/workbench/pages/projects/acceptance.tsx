import { fileRoutes } from '../../../../contracts/files.ts'
import type { Project } from '../../../../contracts/projects.ts'
import { hrefOf } from '../../../ui/client/call.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EvidenceLink } from '../../../ui/parts/evidence-link.tsx'
import { StateTag } from '../../../ui/parts/state-tag.tsx'
import { useText } from '../../i18n/text.tsx'

/** The acceptance sheet: the provider's confirmation and the owner's, each with who, when, words and minutes. */
export function Acceptance({ project }: { project: Project }) {
  const { t } = useText()
  const sheet = project.acceptance
  return (
    <section className="panel">
      <h2>{t('projects.acceptance')}</h2>
      {sheet === null ? (
        <p className="quiet">{t('projects.acceptanceNone')}</p>
      ) : (
        <>
          <Confirmation
            label={t('projects.submitted')}
            at={sheet.submittedAt}
            by={sheet.submittedBy}
            words={sheet.summary}
            file={sheet.report}
          />
          {sheet.acceptedAt ? (
            <Confirmation
              label={t('projects.accepted')}
              at={sheet.acceptedAt}
              by={sheet.acceptedBy}
              words={sheet.opinion ?? ''}
              file={sheet.minutes}
            />
          ) : project.state === 'accepting' ? (
            <StateTag tone="sand">{t('projects.acceptancePending')}</StateTag>
          ) : null}
        </>
      )}
    </section>
  )
}

function Confirmation(props: {
  label: string
  at: string
  by: string | null
  words: string
  file: NonNullable<Project['acceptance']>['report']
}) {
  return (
    <div className="entry">
      <p className="row wrap">
        <StateTag tone="pine">{props.label}</StateTag>
        <DateText value={props.at} />
        <span>{props.by}</span>
      </p>
      <p className="prose">{props.words}</p>
      {props.file ? (
        <EvidenceLink
          href={hrefOf(fileRoutes.download, { params: { id: props.file.id } })}
          label={props.file.name}
          hash={props.file.sha256}
        />
      ) : null}
    </div>
  )
}
