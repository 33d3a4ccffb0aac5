import { Link } from '@tanstack/react-router'
import { App, Button, Modal } from 'antd'
import { useState } from 'react'
import { todoRoutes } from '../../../../../contracts/desk.ts'
import { type Scenario, scenarioRoutes } from '../../../../../contracts/scenarios.ts'
import { useAct } from '../../../../ui/client/hooks.ts'
import { fieldPath, isProblem } from '../../../../ui/client/problem.ts'
import { Receipt } from '../../../../ui/parts/receipt.tsx'
import { useText } from '../../../i18n/text.tsx'
import { useHolderName } from '../../../shell/lifecycle.tsx'
import { ScenarioFacts } from '../facts.tsx'
import { useScenarioForm } from './context.tsx'
import { fieldName, goToField } from './labels.ts'
import { Refused } from './refused.tsx'

/** What is missing, the preview, and handing it in. */
export function SubmitSection() {
  const { t } = useText()
  const { message } = App.useApp()
  const { autosave, form, scenario, onSubmitted } = useScenarioForm()
  const submit = useAct(scenarioRoutes.act, { touches: [todoRoutes.list] })
  const [preview, setPreview] = useState(false)

  async function handIn() {
    if (!(await autosave.flush()) || !scenario) {
      message.warning(t('form.submitBlocked'))
      return
    }
    const etag = autosave.get().saved.etag
    submit.mutate(
      { params: { id: scenario.id, action: 'submit' }, body: {}, etag },
      {
        onSuccess: ({ data }) => {
          autosave.forget()
          onSubmitted(data)
        },
      },
    )
  }

  const missing = missingOf(submit.error) ?? scenario?.missing ?? []
  return (
    <>
      {missing.length > 0 ? <Missing paths={missing} /> : null}
      {scenario && missing.length === 0 ? <p className="tone-pine">✓ {t('form.missingNone')}</p> : null}
      {isProblem(submit.error) && submit.error.code === 'incomplete' ? null : (
        <Refused error={submit.error} onGo={goToField} />
      )}
      <div className="row wrap">
        <Button disabled={!scenario} onClick={() => void autosave.flush().then(() => setPreview(true))}>
          {t('form.preview')}
        </Button>
        {scenario?.actions.includes('submit') || !scenario ? (
          <Button
            type="primary"
            loading={submit.isPending}
            disabled={!scenario || missing.length > 0 || form.conflicts.length > 0}
            onClick={() => void handIn()}
          >
            {t('form.submitButton')}
          </Button>
        ) : null}
      </div>
      <Modal open={preview} width={860} title={t('form.preview')} footer={null} onCancel={() => setPreview(false)}>
        <p className="quiet">{t('form.previewText')}</p>
        {scenario ? <ScenarioFacts scenario={scenario} /> : null}
      </Modal>
    </>
  )
}

/** The proof that it was handed in, with its number, and who has it now. */
export function Submitted({ scenario }: { scenario: Scenario }) {
  const { t } = useText()
  const holder = useHolderName()
  return (
    <section className="narrow stack">
      <Receipt
        title={t('form.receiptTitle')}
        number={scenario.code ?? scenario.id}
        at={scenario.stateSince}
        next={t('form.receiptNext', { holder: holder(scenario.holder) })}
        dueAt={scenario.dueAt}
      />
      <div>
        <Link to="/scenarios/$id" params={{ id: scenario.id }} className="button primary">
          {t('form.toScenario')}
        </Link>
      </div>
    </section>
  )
}

function Missing(props: { paths: readonly string[] }) {
  const { t } = useText()
  return (
    <div className="note note-wait">
      <p>{t('form.missingTitle', { count: props.paths.length })}</p>
      <ul className="row wrap">
        {props.paths.map((path) => {
          const key = fieldName(path)
          return (
            <li key={path}>
              <button type="button" className="link" onClick={() => goToField(path)}>
                {key ? t(key) : path}
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** A refused submission names what is missing, newer than what the page knew. */
function missingOf(error: unknown): string[] | null {
  if (!isProblem(error) || error.code !== 'incomplete') return null
  return (error.problem.errors ?? []).map((fault) => fieldPath(fault.path))
}
