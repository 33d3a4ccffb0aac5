-- The schema after all migrations. Generated (npm run admin -- schema); do not edit.

view accepted_projects (
  id uuid
  code text
  title text
  scenario_id uuid
  owner_id uuid
  provider_id uuid
  accepted_at timestamp(3) with time zone
  synthetic boolean
)

table agreement_addenda (
  id uuid not null
  agreement_id uuid not null
  position integer not null
  state text not null
  reason text not null
  file_id uuid not null
  amount_cny bigint
  amount_before bigint
  valid_until date
  valid_until_before date
  proposed_by uuid
  proposed_for uuid not null
  proposed_at timestamp(3) with time zone not null
  settled_at timestamp(3) with time zone
  note text
)

table agreement_addendum_signatures (
  addendum_id uuid not null
  organisation_id uuid not null
  signed_by uuid not null
  signed_at timestamp(3) with time zone not null
)

view agreement_facts (
  id uuid
  code text
  kind text
  state text
  scenario_id uuid
  owner_id uuid
  number text
  amount_cny bigint
  signed_on date
  valid_until date
  synthetic boolean
  owner_district text
  title text
  effective_from date
  signed_at timestamp(3) with time zone
  entered_at timestamp(3) with time zone
  party_ids uuid[]
)

table agreement_files (
  agreement_id uuid not null
  file_id uuid not null
  purpose text not null
  position integer not null
)

view agreement_opening_facts (
  agreement_id uuid
  opening_id uuid
)

table agreement_openings (
  agreement_id uuid not null
  opening_id uuid not null
  position integer not null
)

table agreement_parties (
  agreement_id uuid not null
  organisation_id uuid not null
  position integer not null
  role text not null
  share_millionths integer
  intent_id uuid
  signed_at timestamp(3) with time zone
  signed_by uuid
  signed_hash text
)

view agreement_party_facts (
  agreement_id uuid
  organisation_id uuid
  role text
  share double precision
  intent_id uuid
)

table agreements (
  id uuid not null
  code text
  kind text not null
  state text not null
  state_since timestamp(3) with time zone not null
  state_reason text
  holder text
  due_at timestamp(3) with time zone
  escalated_at timestamp(3) with time zone
  scenario_id uuid not null
  owner_id uuid not null
  owner_district text
  party_ids uuid[] not null
  follows_id uuid
  title text not null
  terms text
  amount_cny bigint
  number text
  effective_from date
  valid_until date
  term_ends_at timestamp(3) with time zone
  procurement_route text
  procurement_ground text
  procurement_notice_number text
  terms_hash text not null
  signed_on date
  signed_at timestamp(3) with time zone
  entered_at timestamp(3) with time zone
  ended_at timestamp(3) with time zone
  synthetic boolean not null default false
  created_by uuid
  search tsvector not null default ''::tsvector
  signed_sort date not null generated as (COALESCE(signed_on, '1970-01-01'::date))
  amount_sort bigint not null generated as (COALESCE(amount_cny, ('-1'::integer)::bigint))
  valid_sort date not null generated as (COALESCE(valid_until, '9999-12-31'::date))
  created_at timestamp(3) with time zone not null
  updated_at timestamp(3) with time zone not null
  version integer not null default 1
)

table api_tokens (
  id uuid not null
  user_id uuid not null
  name text not null
  token_hash bytea not null
  scopes text[] not null
  created_at timestamp(3) with time zone not null
  expires_at timestamp(3) with time zone not null
  used_at timestamp(3) with time zone
  revoked_at timestamp(3) with time zone
)

table app_clock (
  one boolean not null default true
  shift interval not null default '00:00:00'::interval
)

view blind_reviews (
  id uuid
  round_id uuid
  item_id uuid
  state text
  submitted_at timestamp(3) with time zone
  dissent text
  scores jsonb
  total double precision
  comment_owner text
  comment_office text
)

table call_extensions (
  id uuid not null
  call_id uuid not null
  at timestamp(3) with time zone not null
  closed_at timestamp(3) with time zone not null
  closes_at timestamp(3) with time zone not null
  reason text not null
  extended_by uuid
)

view call_facts (
  id uuid
  code text
  title text
  state text
  criteria jsonb
  opens_at timestamp(3) with time zone
  closes_at timestamp(3) with time zone
)

table call_files (
  call_id uuid not null
  file_id uuid not null
  position integer not null
)

view call_submissions (
  call_id uuid
  scenario_id uuid
  owner_id uuid
  state text
  submitted_at timestamp(3) with time zone
  entered_at timestamp(3) with time zone
)

table calls (
  id uuid not null
  code text
  title text not null
  description text
  domains text[] not null default '{}'::text[]
  directions text[] not null default '{}'::text[]
  openers text[] not null default '{}'::text[]
  organisation_kinds text[] not null default '{}'::text[]
  districts text[] not null default '{}'::text[]
  criteria jsonb not null default '[]'::jsonb
  opens_at timestamp(3) with time zone
  closes_at timestamp(3) with time zone
  contact text
  state text not null
  state_since timestamp(3) with time zone not null
  holder text
  due_at timestamp(3) with time zone
  reminded_for timestamp(3) with time zone
  search tsvector not null default ''::tsvector
  is_public boolean not null generated as ((state <> 'draft'::text))
  opens_sort timestamp(3) with time zone not null generated as (COALESCE(opens_at, '9999-01-01 00:00:00+00'::timestamp with time zone))
  closes_sort timestamp(3) with time zone not null generated as (COALESCE(closes_at, '9999-01-01 00:00:00+00'::timestamp with time zone))
  created_by uuid
  created_at timestamp(3) with time zone not null
  updated_at timestamp(3) with time zone not null
  version integer not null default 1
)

table capabilities (
  id uuid not null
  code text
  title text not null
  description text
  kind text not null
  readiness integer
  readiness_shown text
  tracks text[] not null default '{}'::text[]
  districts text[] not null default '{}'::text[]
  organisation_id uuid not null
  visibility text not null default 'public'::text
  state text not null
  state_since timestamp(3) with time zone not null
  published_at timestamp(3) with time zone
  fresh_until timestamp(3) with time zone
  synthetic boolean not null default false
  seed text
  search tsvector not null default ''::tsvector
  is_public boolean generated as (((state = ANY (ARRAY['published'::text, 'stale'::text])) AND (visibility = 'public'::text)))
  created_at timestamp(3) with time zone not null
  updated_at timestamp(3) with time zone not null
  version integer not null default 1
  capacity text
  price_from_cny bigint
  price_to_cny bigint
)

view capability_figures (
  id uuid
  state text
  synthetic boolean
)

table capability_files (
  capability_id uuid not null
  file_id uuid not null
  position integer not null
)

view capability_measure_facts (
  capability_id uuid
  position integer
  metric text
  value double precision
  unit text
  as_of date
)

table capability_measures (
  capability_id uuid not null
  position integer not null
  metric text not null
  value double precision not null
  unit text
  as_of date
)

view capability_names (
  id uuid
  title text
  organisation_id uuid
  state text
)

view capability_promotions (
  capability_id uuid
  first_promoted_at timestamp with time zone
  synthetic boolean
)

table capability_proofs (
  id uuid not null
  capability_id uuid not null
  position integer not null
  kind text not null
  text text not null
  at text
  counterpart_id uuid
  confirmed_at timestamp(3) with time zone
  confirmed_by uuid
  declined_at timestamp(3) with time zone
)

view capability_uses (
  capability_id uuid
  project_id uuid
  scenario_id uuid
  accepted_at timestamp(3) with time zone
  synthetic boolean
)

table code_counters (
  prefix text not null
  next integer not null
)

table consents (
  user_id uuid not null
  version text not null
  at timestamp(3) with time zone not null
)

table contact_reads (
  id uuid not null
  at timestamp(3) with time zone not null
  user_id uuid not null
  subject_type text not null
  subject_id uuid not null
)

table credentials (
  user_id uuid not null
  password_hash text
  password_changed_at timestamp(3) with time zone
  otp_secret text
  otp_confirmed_at timestamp(3) with time zone
  otp_last_step bigint
)

table evaluation_appeals (
  id uuid not null
  evaluation_id uuid not null
  scenario_id uuid not null
  run integer not null
  organisation_id uuid not null
  leaf text
  grounds text not null
  remedy text not null
  file_id uuid
  state text not null
  filed_by uuid not null
  filed_at timestamp(3) with time zone not null
  answer text
  answered_by uuid
  answered_at timestamp(3) with time zone
)

table evaluation_evidence (
  result_id uuid not null
  leaf text not null
  position integer not null
  type text not null
  row_id uuid not null
  text text not null
  value text
  at timestamp(3) with time zone
)

view evaluation_outcomes (
  evaluation_id uuid
  code text
  scenario_id uuid
  score double precision
  grade text
  rank integer
  published_at timestamp(3) with time zone
)

table evaluation_results (
  id uuid not null
  evaluation_id uuid not null
  run integer not null
  scenario_id uuid not null
  shown text not null default 'inside'::text
  score double precision
  grade text
  rank integer
  leaves jsonb not null
  rank_sort integer not null generated as (COALESCE(rank, 2147483647))
)

table evaluation_runs (
  evaluation_id uuid not null
  number integer not null
  at timestamp(3) with time zone not null
  by_id uuid
  reason text
  results integer not null
  hash text not null
)

table evaluation_subjects (
  evaluation_id uuid not null
  scenario_id uuid not null
  owner_id uuid not null
  provider_ids uuid[] not null default '{}'::uuid[]
  shown text not null default 'inside'::text
  added_at timestamp(3) with time zone not null
)

table evaluations (
  id uuid not null
  code text not null
  title text not null
  note text
  system_key text not null
  system_version integer not null
  system jsonb not null
  state text not null
  state_since timestamp(3) with time zone not null
  holder text
  run integer not null default 0
  as_of timestamp(3) with time zone
  appeal_until timestamp(3) with time zone
  published_at timestamp(3) with time zone
  synthetic boolean not null default false
  created_by uuid
  search tsvector not null default ''::tsvector
  published_sort timestamp(3) with time zone not null generated as (COALESCE(published_at, '1970-01-01 00:00:00+00'::timestamp with time zone))
  created_at timestamp(3) with time zone not null
  updated_at timestamp(3) with time zone not null
  version integer not null default 1
)

table expert_employers (
  user_id uuid not null
  organisation_id uuid not null
)

view expert_pool (
  id uuid
  name text
)

view expert_ties (
  user_id uuid
  organisation_id uuid
  kind text
)

table experts (
  user_id uuid not null
  title text
  employer text
  bio text
  domains text[] not null default '{}'::text[]
  tracks text[] not null default '{}'::text[]
  available boolean not null default true
  availability text
  created_at timestamp(3) with time zone not null
  updated_at timestamp(3) with time zone not null
  version integer not null default 1
)

view file_facts (
  id uuid
  name text
  media_type text
  bytes bigint
  sha256 text
  uploaded_by uuid
  uploaded_at timestamp(3) with time zone
)

view file_uses (
  file_id uuid
)

table files (
  id uuid not null
  name text not null
  media_type text not null
  bytes bigint not null
  sha256 text not null
  uploaded_by uuid
  uploaded_at timestamp(3) with time zone not null
)

table form_drafts (
  user_id uuid not null
  key text not null
  value jsonb not null
  version integer not null
  updated_at timestamp(3) with time zone not null
)

table idempotency_keys (
  scope text not null
  key text not null
  request_hash bytea not null
  status integer
  headers jsonb
  body text
  created_at timestamp(3) with time zone not null
)

table imports (
  id uuid not null
  collection text not null
  user_id uuid not null
  organisation_id uuid
  file_name text not null
  locale text not null
  merkle_root text
  state text not null
  progress real not null default 0
  rows integer not null default 0
  valid integer not null default 0
  invalid integer not null default 0
  faults jsonb not null default '[]'::jsonb
  failure text
  created_at timestamp(3) with time zone not null
  committed_at timestamp(3) with time zone
)

view indicator_facts (
  id uuid
  project_id uuid
  scenario_id uuid
  name text
  unit text
  baseline double precision
  target double precision
  started_at timestamp(3) with time zone
)

table indicators (
  id uuid not null
  project_id uuid not null
  position integer not null
  name text not null
  unit text not null
  baseline double precision not null
  target double precision not null
  direction text not null
  method text not null
  agreed_by_owner_at timestamp(3) with time zone
  agreed_by_owner uuid
  agreed_by_provider_at timestamp(3) with time zone
  agreed_by_provider uuid
  version integer not null default 1
)

view intent_answers (
  id uuid
  scenario_id uuid
  organisation_id uuid
  state text
  created_at timestamp(3) with time zone
  state_since timestamp(3) with time zone
  due_at timestamp(3) with time zone
  escalated_at timestamp(3) with time zone
)

table intent_contacts (
  intent_id uuid not null
  name text not null
  mobile text
  email text
)

view intent_facts (
  id uuid
  scenario_id uuid
  opening_id uuid
  owner_id uuid
  organisation_id uuid
  state text
)

view intent_figures (
  id uuid
  scenario_id uuid
  state text
  holder text
  due_at timestamp(3) with time zone
  created_at timestamp(3) with time zone
  synthetic boolean
)

table intents (
  id uuid not null
  scenario_id uuid not null
  opening_id uuid not null
  owner_id uuid not null
  owner_district text
  organisation_id uuid not null
  capability_id uuid
  expressed_by uuid
  pitch text not null
  state text not null
  state_since timestamp(3) with time zone not null
  holder text
  due_at timestamp(3) with time zone
  remind_at timestamp(3) with time zone
  reminded_at timestamp(3) with time zone
  escalated_at timestamp(3) with time zone
  expires_at timestamp(3) with time zone
  closed_reason text
  closed_note text
  created_at timestamp(3) with time zone not null
  updated_at timestamp(3) with time zone not null
  version integer not null default 1
)

table invitations (
  id uuid not null
  organisation_id uuid not null
  account text not null
  role text not null
  code_hash bytea not null
  invited_by uuid not null
  created_at timestamp(3) with time zone not null
  expires_at timestamp(3) with time zone not null
  accepted_at timestamp(3) with time zone
  revoked_at timestamp(3) with time zone
)

table journal_head (
  one boolean not null default true
  seq bigint not null
  hash text not null
)

table journal_personal (
  seq bigint not null
  path text not null
  person_id uuid
  salt text not null
  before jsonb
  after jsonb
)

table journal_records (
  seq bigint not null
  at timestamp(3) with time zone not null
  actor_id uuid
  action text not null
  subject_type text not null
  subject_id uuid not null
  record jsonb not null
  hash text not null
  previous_hash text not null
)

view landing_facts (
  id uuid
  organisation_id uuid
  state text
  holder text
  due_at timestamp(3) with time zone
  synthetic boolean
)

table landings (
  id uuid not null
  organisation_id uuid not null
  landed_on date not null
  kind text not null
  evidence text not null
  file_id uuid not null
  reported_by uuid not null
  state text not null
  state_since timestamp(3) with time zone not null
  state_reason text
  decided_by uuid
  decided_at timestamp(3) with time zone
  holder text
  due_at timestamp(3) with time zone
  synthetic boolean not null default false
  created_at timestamp(3) with time zone not null
  updated_at timestamp(3) with time zone not null
  version integer not null default 1
)

table libraries (
  id uuid not null
  key text not null
  title text not null
  title_en text not null
  purpose text
)

table library_entries (
  id uuid not null
  library_id uuid not null
  scenario_id uuid not null
  entered_at timestamp(3) with time zone not null
  entered_reason text not null
  left_at timestamp(3) with time zone
  left_reason text
  entered_by uuid
  left_by uuid
)

table list_items (
  list_id uuid not null
  scenario_id uuid not null
  position integer not null
  added_at timestamp(3) with time zone not null
)

table lists (
  id uuid not null
  pack_key text
  code text not null
  title text not null
  kind text not null default 'scenario'::text
  state text not null
  state_since timestamp(3) with time zone not null
  note text
  released_on date
  scheduled_for timestamp(3) with time zone
  source text
  created_at timestamp(3) with time zone not null
  updated_at timestamp(3) with time zone not null
  version integer not null default 1
)

table match_weight_uses (
  id uuid not null
  version integer not null
  at timestamp(3) with time zone not null
  by_id uuid
  reason text
)

table match_weights (
  version integer not null
  text double precision not null
  taxonomy double precision not null
  requirements double precision not null
  readiness double precision not null
  proof double precision not null
  distance double precision not null
  staleness double precision not null
  made_at timestamp(3) with time zone not null
  learnt jsonb
)

view matching_asks (
  id uuid
  code text
  owner_id uuid
  is_public boolean
  submitted_at timestamp(3) with time zone
  state text
)

table matching_changes (
  seq bigint not null identity
  xid bigint not null default ((pg_current_xact_id())::text)::bigint
  kind text not null
  id uuid not null
  at timestamp(3) with time zone not null default app_now()
)

view matching_demand (
  id uuid
  scenario_id uuid
  position integer
  text text
  detail text
  code text
  title text
  summary text
  problem text
  domain text
  direction text
  tracks text[]
  districts text[]
  owner_id uuid
  owner_district text
  state text
  is_public boolean
  submitted_at timestamp(3) with time zone
  closes_at timestamp(3) with time zone
  synthetic boolean
  out boolean
)

view matching_intents (
  id uuid
  opening_id uuid
  organisation_id uuid
  capability_id uuid
  state text
  created_at timestamp(3) with time zone
)

view matching_offers (
  id uuid
  code text
  organisation_id uuid
  is_public boolean
  state text
)

view matching_proofs (
  capability_id uuid
  position integer
  kind text
  text text
  confirmed boolean
)

view matching_requirements (
  id uuid
  scenario_id uuid
  opening_id uuid
  position integer
  text text
  kind text
  metric text
  comparator text
  threshold double precision
  unit text
)

view matching_supply (
  id uuid
  code text
  title text
  description text
  readiness_shown text
  kind text
  readiness integer
  tracks text[]
  districts text[]
  visibility text
  is_public boolean
  state text
  fresh_until timestamp(3) with time zone
  synthetic boolean
  organisation_id uuid
  organisation_name text
  organisation_kind text
  employees integer
  founded_on date
)

table matching_unmet (
  id uuid not null
  opening_id uuid not null
  requirement_id uuid
  nearest double precision not null
  near integer not null
  stated integer not null
  taken_at timestamp(3) with time zone not null
)

view milestone_facts (
  id uuid
  project_id uuid
  scenario_id uuid
  title text
  due_on date
  done_on date
  started_at timestamp(3) with time zone
)

table milestones (
  id uuid not null
  project_id uuid not null
  position integer not null
  title text not null
  due_on date not null
  done_on date
  explanation text
  responsible text not null
)

table notifications (
  id uuid not null
  user_id uuid not null
  at timestamp(3) with time zone not null
  kind text not null
  subject_type text
  subject_id uuid
  subject_title text
  params jsonb not null default '{}'::jsonb
  read_at timestamp(3) with time zone
  mailed_at timestamp(3) with time zone
)

view opening_material (
  id uuid
  scenario_id uuid
  position integer
  text text
  detail text
)

view opening_texts (
  id uuid
  scenario_id uuid
  text text
)

table openings (
  id uuid not null
  scenario_id uuid not null
  position integer not null
  text text not null
  detail text
)

view organisation_codes (
  id uuid
  credit_code text
  name text
  district text
)

view organisation_first_served (
  organisation_id uuid
  first_served_on date
)

view organisation_landings (
  organisation_id uuid
  landed_on date
  synthetic boolean
)

table organisation_members (
  organisation_id uuid not null
  user_id uuid not null
  role text not null
  since timestamp(3) with time zone not null
)

view organisation_names (
  id uuid
  pack_key text
  name text
  kind text
  state text
  district text
  synthetic boolean
)

view organisation_services (
  organisation_id uuid
  served_on date
  synthetic boolean
)

view organisation_words (
  id uuid
  search tsvector
)

table organisations (
  id uuid not null
  pack_key text
  name text not null
  short_name text
  credit_code text
  kind text not null
  district text
  tracks text[] not null default '{}'::text[]
  founded_on date
  registered_capital_cny bigint
  employees integer
  summary text
  website text
  state text not null default 'unverified'::text
  state_since timestamp(3) with time zone not null
  state_reason text
  due_at timestamp(3) with time zone
  landed_at date
  source text
  synthetic boolean not null default false
  seed text
  search tsvector not null default ''::tsvector
  created_at timestamp(3) with time zone not null
  updated_at timestamp(3) with time zone not null
  version integer not null default 1
)

view person_organisations (
  user_id uuid
  organisation_id uuid
  name text
  role text
  since timestamp(3) with time zone
)

view person_reach (
  id uuid
  email text
  locale text
)

table project_capabilities (
  project_id uuid not null
  capability_id uuid not null
)

view project_capability_facts (
  project_id uuid
  capability_id uuid
  scenario_id uuid
  state text
  accepted_at timestamp(3) with time zone
)

view project_facts (
  id uuid
  code text
  title text
  state text
  scenario_id uuid
  agreement_id uuid
  owner_id uuid
  provider_id uuid
  provider_ids uuid[]
  started_at timestamp(3) with time zone
  accepted_at timestamp(3) with time zone
  starts_on date
  ends_on date
  synthetic boolean
  owner_district text
  holder text
  due_at timestamp(3) with time zone
  light text
)

table project_files (
  id uuid not null
  project_id uuid not null
  file_id uuid not null
  purpose text not null
  milestone_id uuid
  reading_id uuid
  added_by uuid
  added_at timestamp(3) with time zone not null
)

table project_follow_ups (
  id uuid not null
  project_id uuid not null
  months integer not null
  side text not null
  asks_at timestamp(3) with time zone not null
  due_at timestamp(3) with time zone not null
  told_at timestamp(3) with time zone
  in_use boolean
  scale text
  note text
  answered_by uuid
  answered_at timestamp(3) with time zone
)

table projects (
  id uuid not null
  code text not null
  title text not null
  summary text
  place text
  scenario_id uuid not null
  agreement_id uuid not null
  owner_id uuid not null
  owner_district text
  provider_id uuid not null
  provider_ids uuid[] not null
  state text not null
  state_since timestamp(3) with time zone not null
  state_reason text
  holder text
  due_at timestamp(3) with time zone
  starts_on date
  ends_on date
  started_at timestamp(3) with time zone
  submitted_at timestamp(3) with time zone
  submitted_by uuid
  submitted_summary text
  accepted_at timestamp(3) with time zone
  accepted_by uuid
  accepted_opinion text
  time_zone text not null
  milestones_total integer not null default 0
  milestones_settled integer not null default 0
  next_due_on date
  indicators_total integer not null default 0
  indicators_read integer not null default 0
  lowest_progress double precision
  told_of date
  synthetic boolean not null default false
  search tsvector not null default ''::tsvector
  created_by uuid
  created_at timestamp(3) with time zone not null
  updated_at timestamp(3) with time zone not null
  version integer not null default 1
  due_sort timestamp(3) with time zone not null generated as (COALESCE(due_at, '9999-01-01 00:00:00+00'::timestamp with time zone))
  accepted_sort timestamp(3) with time zone not null generated as (COALESCE(accepted_at, '1970-01-01 00:00:00+00'::timestamp with time zone))
)

table promotion_decisions (
  id uuid not null
  promotion_id uuid not null
  outcome text not null
  reason text not null
  proposed_by uuid not null
  proposed_at timestamp(3) with time zone not null
  settled_by uuid
  settled_at timestamp(3) with time zone
  state text not null
  note text
)

table promotion_dossiers (
  promotion_id uuid not null
  statement text
  state_reason text
)

table promotion_evidence (
  id uuid not null
  promotion_id uuid not null
  position integer not null
  kind text not null
  subject_id uuid not null
  file_id uuid
  sentence text not null
  said jsonb not null
  hash text not null
  frozen_at timestamp(3) with time zone not null
)

view promotion_facts (
  id uuid
  code text
  scenario_id uuid
  from_rung text
  to_rung text
  state text
  granted_at timestamp(3) with time zone
  valid_until timestamp(3) with time zone
  synthetic boolean
  owner_id uuid
)

table promotions (
  id uuid not null
  code text
  scenario_id uuid not null
  owner_id uuid not null
  owner_district text
  from_rung text not null
  to_rung text not null
  summary text
  valid_months integer
  state text not null
  state_since timestamp(3) with time zone not null
  holder text
  due_at timestamp(3) with time zone
  applied_at timestamp(3) with time zone
  applied_by uuid
  publicised_at timestamp(3) with time zone
  publicity_ends_at timestamp(3) with time zone
  granted_at timestamp(3) with time zone
  valid_until timestamp(3) with time zone
  reminded_at timestamp(3) with time zone
  ended_at timestamp(3) with time zone
  synthetic boolean not null default false
  search tsvector not null default ''::tsvector
  is_public boolean not null generated as ((state = ANY (ARRAY['publicised'::text, 'granted'::text])))
  due_sort timestamp(3) with time zone not null generated as (COALESCE(due_at, '9999-01-01 00:00:00+00'::timestamp with time zone))
  granted_sort timestamp(3) with time zone not null generated as (COALESCE(granted_at, '1970-01-01 00:00:00+00'::timestamp with time zone))
  valid_sort timestamp(3) with time zone not null generated as (COALESCE(valid_until, '9999-01-01 00:00:00+00'::timestamp with time zone))
  created_by uuid
  created_at timestamp(3) with time zone not null
  updated_at timestamp(3) with time zone not null
  version integer not null default 1
)

view reading_facts (
  id uuid
  indicator_id uuid
  project_id uuid
  scenario_id uuid
  name text
  unit text
  direction text
  baseline double precision
  target double precision
  value double precision
  at timestamp(3) with time zone
  state text
  synthetic boolean
)

table readings (
  id uuid not null
  indicator_id uuid not null
  project_id uuid not null
  value double precision not null
  at timestamp(3) with time zone not null
  day date not null
  state text not null
  state_since timestamp(3) with time zone not null
  side text not null
  reported_for uuid not null
  reported_by uuid
  reported_at timestamp(3) with time zone not null
  settled_for uuid
  settled_by uuid
  settled_at timestamp(3) with time zone
  holder text
  due_at timestamp(3) with time zone
  escalated_at timestamp(3) with time zone
  reason text
  note text
  corrects_id uuid
  updated_at timestamp(3) with time zone not null
  version integer not null default 1
  due_sort timestamp(3) with time zone not null generated as (COALESCE(due_at, '9999-01-01 00:00:00+00'::timestamp with time zone))
)

view requirement_material (
  id uuid
  scenario_id uuid
  opening_id uuid
  position integer
  text text
  kind text
  metric text
  comparator text
  threshold double precision
  unit text
)

table requirements (
  id uuid not null
  scenario_id uuid not null
  opening_id uuid
  position integer not null
  text text not null
  kind text not null
  metric text
  comparator text
  threshold double precision
  unit text
  limits_providers boolean not null default false
)

table review_sheets (
  review_id uuid not null
  scores jsonb not null default '{}'::jsonb
  total double precision
  comment_owner text not null default ''::text
  comment_office text not null default ''::text
)

table reviews (
  id uuid not null
  round_id uuid not null
  item_id uuid not null
  scenario_id uuid not null
  owner_id uuid not null
  expert_id uuid not null
  state text not null
  state_since timestamp(3) with time zone not null
  state_reason text
  holder text
  due_at timestamp(3) with time zone
  declared_at timestamp(3) with time zone
  submitted_at timestamp(3) with time zone
  dissent text
  dissented_at timestamp(3) with time zone
  created_at timestamp(3) with time zone not null
  updated_at timestamp(3) with time zone not null
  version integer not null default 1
)

table round_decisions (
  item_id uuid not null
  round_id uuid not null
  owner_id uuid not null
  outcome text not null
  reason text not null
  comment text not null default ''::text
  deviation text
  decided_by uuid not null
  decided_at timestamp(3) with time zone not null
)

table round_experts (
  id uuid not null
  round_id uuid not null
  expert_id uuid not null
  undertaking_version text
  undertaken_at timestamp(3) with time zone
  added_at timestamp(3) with time zone not null
)

table round_items (
  id uuid not null
  round_id uuid not null
  scenario_id uuid not null
  position integer not null
  code text
  title text not null
  owner_id uuid not null
  owner_district text
  submitted_by uuid
  content integer not null
  synthetic boolean not null default false
  open boolean not null default true
  version integer not null default 1
)

view round_progress (
  item_id uuid
  round_id uuid
  assigned integer
  submitted integer
  lost integer
)

table round_recommendations (
  item_id uuid not null
  round_id uuid not null
  outcome text not null
  reason text not null
  recommended_by uuid not null
  recommended_at timestamp(3) with time zone not null
)

table round_results (
  item_id uuid not null
  round_id uuid not null
  scenario_id uuid not null
  owner_id uuid not null
  owner_district text
  round_code text not null
  round_title text not null
  score double precision
  criteria jsonb not null
  rank integer
  ranked integer not null
  comments jsonb not null
  outcome text not null
  reason text not null
  comment text not null
  released_at timestamp(3) with time zone not null
  synthetic boolean not null default false
)

table round_snapshots (
  round_id uuid not null
  taken_at timestamp(3) with time zone not null
  hash text not null
  content jsonb not null
)

table rounds (
  id uuid not null
  code text not null
  title text not null
  call_id uuid
  state text not null
  state_since timestamp(3) with time zone not null
  state_reason text
  holder text
  due_at timestamp(3) with time zone
  criteria jsonb not null default '[]'::jsonb
  deadline timestamp(3) with time zone
  required_reviews integer not null default 3
  chair_id uuid
  released_at timestamp(3) with time zone
  search tsvector not null default ''::tsvector
  created_by uuid
  created_at timestamp(3) with time zone not null
  updated_at timestamp(3) with time zone not null
  version integer not null default 1
)

table scenario_clearances (
  id uuid not null
  scenario_id uuid not null
  kind text not null
  outcome text not null
  signer text not null
  note text
  file_id uuid
  content integer not null default 1
  recorded_by uuid not null
  recorded_at timestamp(3) with time zone not null
)

table scenario_comments (
  id uuid not null
  scenario_id uuid not null
  path text
  text text not null
  author_id uuid not null
  organisation_id uuid
  at timestamp(3) with time zone not null
  resolved_at timestamp(3) with time zone
)

view scenario_contact_facts (
  scenario_id uuid
  name text
  mobile text
  email text
)

table scenario_contacts (
  scenario_id uuid not null
  name text not null
  mobile text
  email text
)

table scenario_decisions (
  id uuid not null
  scenario_id uuid not null
  outcome text not null
  reason text not null
  proposed_by uuid not null
  proposed_at timestamp(3) with time zone not null
  settled_by uuid
  settled_at timestamp(3) with time zone
  state text not null
  note text
)

view scenario_facts (
  id uuid
  code text
  title text
  state text
  owner_id uuid
  owner_district text
  opens_at timestamp(3) with time zone
  closes_at timestamp(3) with time zone
  domain text
  direction text
  districts text[]
  synthetic boolean
)

view scenario_figures (
  id uuid
  state text
  stage text
  rung text
  rung_since timestamp(3) with time zone
  domain text
  direction text
  districts text[]
  parent_id uuid
  opportunity_cny bigint
  published_at timestamp(3) with time zone
  submitted_at timestamp(3) with time zone
  is_public boolean
  holder text
  due_at timestamp(3) with time zone
  synthetic boolean
)

view scenario_file_facts (
  scenario_id uuid
  file_id uuid
  purpose text
  position integer
)

table scenario_files (
  scenario_id uuid not null
  file_id uuid not null
  purpose text not null
  position integer not null
)

view scenario_landing (
  id uuid
  code text
  title text
  state text
  owner_id uuid
  owner_district text
  published_at timestamp(3) with time zone
  budget_cny bigint
  is_public boolean
  synthetic boolean
)

view scenario_material (
  id uuid
  code text
  title text
  summary text
  problem text
  domain text
  direction text
  tracks text[]
  districts text[]
  opener text
  place text
  starts_on date
  ends_on date
  opportunity_cny bigint
  opportunity_bound text
  opportunity_period text
  budget_cny bigint
  cooperation_modes text[]
  owner_id uuid
  owner_district text
  state text
  content integer
  submitted_by uuid
  call_id uuid
  synthetic boolean
)

view scenario_rungs (
  id uuid
  code text
  title text
  state text
  previous_state text
  rung text
  owner_id uuid
  owner_district text
  published_at timestamp(3) with time zone
  synthetic boolean
)

table scenarios (
  id uuid not null
  pack_key text
  code text
  title text not null
  summary text
  problem text
  domain text
  direction text
  tracks text[] not null default '{}'::text[]
  districts text[] not null default '{}'::text[]
  opener text
  focus text
  owner_id uuid not null
  owner_district text
  parent_id uuid
  state text not null
  previous_state text
  stage text
  content integer not null default 1
  state_since timestamp(3) with time zone not null
  state_reason text
  holder text
  due_at timestamp(3) with time zone
  recommended_at timestamp(3) with time zone
  recommended_by uuid
  submitted_at timestamp(3) with time zone
  submitted_by uuid
  rung text
  opportunity_cny bigint
  opportunity_bound text
  opportunity_period text
  budget_cny bigint
  cooperation_modes text[] not null default '{}'::text[]
  place text
  starts_on date
  ends_on date
  opens_at timestamp(3) with time zone
  closes_at timestamp(3) with time zone
  published_at timestamp(3) with time zone
  list_id uuid
  source jsonb
  synthetic boolean not null default false
  seed text
  search tsvector not null default ''::tsvector
  is_public boolean not null generated as (((published_at IS NOT NULL) OR (state = 'publicised'::text)))
  published_sort timestamp(3) with time zone not null generated as (COALESCE(published_at, '1970-01-01 00:00:00+00'::timestamp with time zone))
  opportunity_sort bigint not null generated as (COALESCE(opportunity_cny, ('-1'::integer)::bigint))
  closes_sort timestamp(3) with time zone not null generated as (COALESCE(closes_at, '9999-01-01 00:00:00+00'::timestamp with time zone))
  created_at timestamp(3) with time zone not null
  updated_at timestamp(3) with time zone not null
  version integer not null default 1
  call_id uuid
  call_entered_at timestamp(3) with time zone
  rung_since timestamp(3) with time zone
)

table security_events (
  id uuid not null
  at timestamp(3) with time zone not null
  kind text not null
  account text
  user_id uuid
  address text
  detail jsonb not null default '{}'::jsonb
)

view service_facts (
  id uuid
  organisation_id uuid
  state text
  holder text
  due_at timestamp(3) with time zone
  synthetic boolean
)

table services (
  id uuid not null
  kind text not null
  organisation_id uuid not null
  served_on date not null
  scenario_id uuid
  summary text not null
  by_organisation_id uuid
  recorded_by uuid not null
  file_id uuid
  state text not null
  state_since timestamp(3) with time zone not null
  state_reason text
  confirmed_by uuid
  confirmed_at timestamp(3) with time zone
  holder text
  due_at timestamp(3) with time zone
  synthetic boolean not null default false
  created_at timestamp(3) with time zone not null
  updated_at timestamp(3) with time zone not null
  version integer not null default 1
)

table sessions (
  id uuid not null
  token_hash bytea not null
  user_id uuid not null
  created_at timestamp(3) with time zone not null
  seen_at timestamp(3) with time zone not null
  ends_at timestamp(3) with time zone not null
  user_agent text
)

table sign_in_failures (
  subject text not null
  failures integer not null
  last_at timestamp(3) with time zone not null
  locked_until timestamp(3) with time zone
)

table state_changes (
  id bigint not null identity
  subject_type text not null
  subject_id uuid not null
  from_state text
  to_state text not null
  at timestamp(3) with time zone not null
)

view todo_agreements (
  subject_type text
  subject_id uuid
  code text
  title text
  state text
  holder text
  party text
  organisation_id uuid
  district text
  districts text[]
  since timestamp(3) with time zone
  due_at timestamp(3) with time zone
)

view todo_calls (
  subject_type text
  subject_id uuid
  code text
  title text
  state text
  holder text
  organisation_id uuid
  district text
  districts text[]
  since timestamp(3) with time zone
  due_at timestamp(3) with time zone
)

view todo_capabilities (
  subject_type text
  subject_id uuid
  code text
  title text
  state text
  holder text
  organisation_id uuid
  district text
  districts text[]
  since timestamp(3) with time zone
  due_at timestamp(3) with time zone
)

view todo_confirmations (
  subject_type text
  subject_id uuid
  code text
  title text
  state text
  holder text
  party text
  organisation_id uuid
  district text
  districts text[]
  since timestamp(3) with time zone
  due_at timestamp with time zone
)

view todo_evaluations (
  subject_type text
  subject_id uuid
  code text
  title text
  state text
  holder text
  party text
  organisation_id uuid
  district text
  districts text[]
  since timestamp(3) with time zone
  due_at timestamp(3) with time zone
)

view todo_intents (
  subject_type text
  subject_id uuid
  code text
  title text
  state text
  holder text
  party text
  organisation_id uuid
  district text
  districts text[]
  since timestamp(3) with time zone
  due_at timestamp(3) with time zone
)

view todo_landings (
  subject_type text
  subject_id uuid
  code text
  title text
  state text
  holder text
  party text
  organisation_id uuid
  district text
  districts text[]
  since timestamp(3) with time zone
  due_at timestamp(3) with time zone
)

view todo_lists (
  subject_type text
  subject_id uuid
  code text
  title text
  state text
  holder text
  organisation_id uuid
  district text
  districts text[]
  since timestamp(3) with time zone
  due_at timestamp(3) with time zone
)

view todo_organisations (
  subject_type text
  subject_id uuid
  code text
  title text
  state text
  holder text
  organisation_id uuid
  district text
  districts text[]
  since timestamp(3) with time zone
  due_at timestamp(3) with time zone
)

view todo_projects (
  subject_type text
  subject_id uuid
  code text
  title text
  state text
  holder text
  party text
  organisation_id uuid
  district text
  districts text[]
  since timestamp(3) with time zone
  due_at timestamp(3) with time zone
)

view todo_promotions (
  subject_type text
  subject_id uuid
  code text
  title text
  state text
  holder text
  party text
  organisation_id uuid
  district text
  districts text[]
  since timestamp(3) with time zone
  due_at timestamp(3) with time zone
)

view todo_readings (
  subject_type text
  subject_id uuid
  code text
  title text
  state text
  holder text
  party text
  organisation_id uuid
  district text
  districts text[]
  since timestamp(3) with time zone
  due_at timestamp(3) with time zone
)

view todo_reviews (
  subject_type text
  subject_id uuid
  code text
  title text
  state text
  holder text
  party text
  organisation_id uuid
  person_id uuid
  district text
  districts text[]
  since timestamp(3) with time zone
  due_at timestamp(3) with time zone
)

view todo_rounds (
  subject_type text
  subject_id uuid
  code text
  title text
  state text
  holder text
  party text
  organisation_id uuid
  person_id uuid
  district text
  districts text[]
  since timestamp(3) with time zone
  due_at timestamp(3) with time zone
)

view todo_scenarios (
  subject_type text
  subject_id uuid
  code text
  title text
  state text
  holder text
  party text
  organisation_id uuid
  district text
  districts text[]
  since timestamp(3) with time zone
  due_at timestamp(3) with time zone
)

view todo_services (
  subject_type text
  subject_id uuid
  code text
  title text
  state text
  holder text
  party text
  organisation_id uuid
  person_id uuid
  district text
  districts text[]
  since timestamp(3) with time zone
  due_at timestamp(3) with time zone
)

table unified_flows (
  state_hash bytea not null
  browser_hash bytea not null
  return_to text not null
  expires_at timestamp(3) with time zone not null
)

table unified_identities (
  issuer text not null
  subject text not null
  user_id uuid not null
  created_at timestamp(3) with time zone not null
)

table users (
  id uuid not null
  name text not null
  email text
  mobile text
  state text not null default 'active'::text
  roles text[] not null default '{}'::text[]
  district text
  locale text not null default 'zh'::text
  large_type boolean not null default false
  organisation_id uuid
  demo boolean not null default false
  last_sign_in_at timestamp(3) with time zone
  created_at timestamp(3) with time zone not null
  updated_at timestamp(3) with time zone not null
  version integer not null default 1
)

table verification_codes (
  id uuid not null
  account text not null
  purpose text not null
  code_hash bytea not null
  attempts integer not null default 0
  created_at timestamp(3) with time zone not null
  expires_at timestamp(3) with time zone not null
  used_at timestamp(3) with time zone
)

-- constraints
agreement_addenda: agreement_addenda_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES agreements(id) ON DELETE CASCADE
agreement_addenda: agreement_addenda_agreement_id_position_key UNIQUE (agreement_id, "position")
agreement_addenda: agreement_addenda_amount_cny_check CHECK ((amount_cny >= 0))
agreement_addenda: agreement_addenda_file_id_fkey FOREIGN KEY (file_id) REFERENCES files(id)
agreement_addenda: agreement_addenda_pkey PRIMARY KEY (id)
agreement_addenda: agreement_addenda_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES users(id)
agreement_addenda: agreement_addenda_proposed_for_fkey FOREIGN KEY (proposed_for) REFERENCES organisations(id)
agreement_addenda: agreement_addenda_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'agreed'::text, 'declined'::text, 'withdrawn'::text])))
agreement_addendum_signatures: agreement_addendum_signatures_addendum_id_fkey FOREIGN KEY (addendum_id) REFERENCES agreement_addenda(id) ON DELETE CASCADE
agreement_addendum_signatures: agreement_addendum_signatures_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
agreement_addendum_signatures: agreement_addendum_signatures_pkey PRIMARY KEY (addendum_id, organisation_id)
agreement_addendum_signatures: agreement_addendum_signatures_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES users(id)
agreement_files: agreement_files_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES agreements(id) ON DELETE CASCADE
agreement_files: agreement_files_file_id_fkey FOREIGN KEY (file_id) REFERENCES files(id)
agreement_files: agreement_files_pkey PRIMARY KEY (agreement_id, purpose, file_id)
agreement_files: agreement_files_purpose_check CHECK ((purpose = ANY (ARRAY['attachment'::text, 'procurement_notice'::text, 'signed_copy'::text, 'addendum'::text])))
agreement_openings: agreement_openings_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES agreements(id) ON DELETE CASCADE
agreement_openings: agreement_openings_opening_id_fkey FOREIGN KEY (opening_id) REFERENCES openings(id)
agreement_openings: agreement_openings_pkey PRIMARY KEY (agreement_id, opening_id)
agreement_parties: agreement_parties_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES agreements(id) ON DELETE CASCADE
agreement_parties: agreement_parties_check CHECK (((role = 'owner'::text) = (share_millionths IS NULL)))
agreement_parties: agreement_parties_check1 CHECK ((((signed_at IS NULL) = (signed_by IS NULL)) AND ((signed_at IS NULL) = (signed_hash IS NULL))))
agreement_parties: agreement_parties_intent_id_fkey FOREIGN KEY (intent_id) REFERENCES intents(id)
agreement_parties: agreement_parties_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
agreement_parties: agreement_parties_pkey PRIMARY KEY (agreement_id, organisation_id)
agreement_parties: agreement_parties_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'provider'::text, 'partner'::text])))
agreement_parties: agreement_parties_share_millionths_check CHECK (((share_millionths >= 0) AND (share_millionths <= 1000000)))
agreement_parties: agreement_parties_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES users(id)
agreements: agreements_amount_cny_check CHECK ((amount_cny >= 0))
agreements: agreements_check CHECK ((owner_id = ANY (party_ids)))
agreements: agreements_code_key UNIQUE (code)
agreements: agreements_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id)
agreements: agreements_follows_id_fkey FOREIGN KEY (follows_id) REFERENCES agreements(id)
agreements: agreements_kind_check CHECK ((kind = ANY (ARRAY['letter'::text, 'contract'::text])))
agreements: agreements_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES organisations(id)
agreements: agreements_pkey PRIMARY KEY (id)
agreements: agreements_procurement_route_check CHECK ((procurement_route = ANY (ARRAY['open_tender'::text, 'invited_tender'::text, 'competitive_consultation'::text, 'competitive_negotiation'::text, 'inquiry'::text, 'single_source'::text, 'framework'::text, 'innovation_procurement'::text, 'exempt'::text])))
agreements: agreements_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES scenarios(id)
agreements: agreements_signed CHECK (((signed_at IS NULL) OR ((signed_on IS NOT NULL) AND (code IS NOT NULL) AND ((kind = 'letter'::text) OR (amount_cny IS NOT NULL)))))
agreements: agreements_state_check CHECK ((state = ANY (ARRAY['drafting'::text, 'under_review'::text, 'signed'::text, 'in_force'::text, 'fulfilled'::text, 'terminated'::text, 'expired'::text])))
agreements: agreements_term CHECK ((valid_until >= effective_from))
api_tokens: api_tokens_pkey PRIMARY KEY (id)
api_tokens: api_tokens_token_hash_key UNIQUE (token_hash)
api_tokens: api_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
app_clock: app_clock_one_check CHECK (one)
app_clock: app_clock_pkey PRIMARY KEY (one)
call_extensions: call_extensions_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id) ON DELETE CASCADE
call_extensions: call_extensions_extended_by_fkey FOREIGN KEY (extended_by) REFERENCES users(id)
call_extensions: call_extensions_pkey PRIMARY KEY (id)
call_extensions: extension_later CHECK (((closes_at > closed_at) AND (at < closed_at)))
call_files: call_files_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id) ON DELETE CASCADE
call_files: call_files_file_id_fkey FOREIGN KEY (file_id) REFERENCES files(id)
call_files: call_files_pkey PRIMARY KEY (call_id, file_id)
calls: call_complete CHECK (((state = 'draft'::text) OR ((code IS NOT NULL) AND (opens_at IS NOT NULL) AND (closes_at IS NOT NULL) AND (criteria <> '[]'::jsonb))))
calls: call_window CHECK ((opens_at < closes_at))
calls: calls_code_key UNIQUE (code)
calls: calls_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id)
calls: calls_pkey PRIMARY KEY (id)
calls: calls_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'closed'::text, 'archived'::text])))
capabilities: capabilities_code_key UNIQUE (code)
capabilities: capabilities_kind_check CHECK ((kind = ANY (ARRAY['product'::text, 'technology'::text, 'service'::text, 'research_result'::text])))
capabilities: capabilities_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
capabilities: capabilities_pkey PRIMARY KEY (id)
capabilities: capabilities_price CHECK ((price_to_cny >= price_from_cny))
capabilities: capabilities_price_from_cny_check CHECK (((price_from_cny >= 0) AND (price_from_cny <= '10000000000000'::bigint)))
capabilities: capabilities_price_to_cny_check CHECK (((price_to_cny >= 0) AND (price_to_cny <= '10000000000000'::bigint)))
capabilities: capabilities_readiness_check CHECK (((readiness >= 1) AND (readiness <= 9)))
capabilities: capabilities_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'stale'::text, 'withdrawn'::text])))
capabilities: capabilities_visibility_check CHECK ((visibility = ANY (ARRAY['public'::text, 'members'::text])))
capability_files: capability_files_capability_id_fkey FOREIGN KEY (capability_id) REFERENCES capabilities(id) ON DELETE CASCADE
capability_files: capability_files_file_id_fkey FOREIGN KEY (file_id) REFERENCES files(id)
capability_files: capability_files_pkey PRIMARY KEY (capability_id, file_id)
capability_measures: capability_measures_capability_id_fkey FOREIGN KEY (capability_id) REFERENCES capabilities(id) ON DELETE CASCADE
capability_measures: capability_measures_pkey PRIMARY KEY (capability_id, "position")
capability_measures: capability_measures_value_check CHECK (((value > '-Infinity'::double precision) AND (value < 'Infinity'::double precision)))
capability_proofs: capability_proofs_capability_id_fkey FOREIGN KEY (capability_id) REFERENCES capabilities(id) ON DELETE CASCADE
capability_proofs: capability_proofs_confirmed CHECK ((((confirmed_at IS NULL) = (confirmed_by IS NULL)) AND ((confirmed_at IS NULL) OR ((counterpart_id IS NOT NULL) AND (declined_at IS NULL)))))
capability_proofs: capability_proofs_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES users(id)
capability_proofs: capability_proofs_counterpart CHECK (((counterpart_id IS NULL) OR (kind = 'delivery'::text)))
capability_proofs: capability_proofs_counterpart_id_fkey FOREIGN KEY (counterpart_id) REFERENCES organisations(id)
capability_proofs: capability_proofs_declined CHECK (((declined_at IS NULL) OR (counterpart_id IS NOT NULL)))
capability_proofs: capability_proofs_kind_check CHECK ((kind = ANY (ARRAY['delivery'::text, 'certificate'::text, 'patent'::text, 'other'::text])))
capability_proofs: capability_proofs_pkey PRIMARY KEY (id)
code_counters: code_counters_pkey PRIMARY KEY (prefix)
consents: consents_pkey PRIMARY KEY (user_id, version)
consents: consents_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
contact_reads: contact_reads_pkey PRIMARY KEY (id)
contact_reads: contact_reads_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
credentials: credentials_pkey PRIMARY KEY (user_id)
credentials: credentials_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
evaluation_appeals: appeal_answered_by_another CHECK ((answered_by <> filed_by))
evaluation_appeals: evaluation_appeals_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES users(id)
evaluation_appeals: evaluation_appeals_check CHECK ((((state = 'filed'::text) = (answer IS NULL)) AND ((answer IS NULL) = (answered_at IS NULL))))
evaluation_appeals: evaluation_appeals_evaluation_id_run_scenario_id_key UNIQUE (evaluation_id, run, scenario_id)
evaluation_appeals: evaluation_appeals_evaluation_id_scenario_id_fkey FOREIGN KEY (evaluation_id, scenario_id) REFERENCES evaluation_subjects(evaluation_id, scenario_id) ON DELETE CASCADE
evaluation_appeals: evaluation_appeals_file_id_fkey FOREIGN KEY (file_id) REFERENCES files(id)
evaluation_appeals: evaluation_appeals_filed_by_fkey FOREIGN KEY (filed_by) REFERENCES users(id)
evaluation_appeals: evaluation_appeals_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
evaluation_appeals: evaluation_appeals_pkey PRIMARY KEY (id)
evaluation_appeals: evaluation_appeals_state_check CHECK ((state = ANY (ARRAY['filed'::text, 'upheld'::text, 'dismissed'::text])))
evaluation_evidence: evaluation_evidence_pkey PRIMARY KEY (result_id, leaf, "position")
evaluation_evidence: evaluation_evidence_result_id_fkey FOREIGN KEY (result_id) REFERENCES evaluation_results(id) ON DELETE CASCADE
evaluation_evidence: evaluation_evidence_type_check CHECK ((type = ANY (ARRAY['reading'::text, 'indicator'::text, 'milestone'::text, 'project'::text, 'agreement'::text, 'intent'::text, 'capability'::text, 'scenario'::text])))
evaluation_results: evaluation_results_evaluation_id_run_fkey FOREIGN KEY (evaluation_id, run) REFERENCES evaluation_runs(evaluation_id, number) ON DELETE CASCADE
evaluation_results: evaluation_results_evaluation_id_run_scenario_id_key UNIQUE (evaluation_id, run, scenario_id)
evaluation_results: evaluation_results_evaluation_id_scenario_id_fkey FOREIGN KEY (evaluation_id, scenario_id) REFERENCES evaluation_subjects(evaluation_id, scenario_id)
evaluation_results: evaluation_results_pkey PRIMARY KEY (id)
evaluation_results: evaluation_results_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES scenarios(id)
evaluation_results: evaluation_results_score_check CHECK (((score >= (0)::double precision) AND (score <= (100)::double precision)))
evaluation_results: evaluation_results_shown_check CHECK ((shown = ANY (ARRAY['inside'::text, 'parties'::text, 'published'::text])))
evaluation_runs: evaluation_runs_by_id_fkey FOREIGN KEY (by_id) REFERENCES users(id)
evaluation_runs: evaluation_runs_evaluation_id_fkey FOREIGN KEY (evaluation_id) REFERENCES evaluations(id) ON DELETE CASCADE
evaluation_runs: evaluation_runs_number_check CHECK ((number > 0))
evaluation_runs: evaluation_runs_pkey PRIMARY KEY (evaluation_id, number)
evaluation_subjects: evaluation_subjects_evaluation_id_fkey FOREIGN KEY (evaluation_id) REFERENCES evaluations(id) ON DELETE CASCADE
evaluation_subjects: evaluation_subjects_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES organisations(id)
evaluation_subjects: evaluation_subjects_pkey PRIMARY KEY (evaluation_id, scenario_id)
evaluation_subjects: evaluation_subjects_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES scenarios(id)
evaluation_subjects: evaluation_subjects_shown_check CHECK ((shown = ANY (ARRAY['inside'::text, 'parties'::text, 'published'::text])))
evaluations: evaluations_check CHECK (((state <> 'in_appeal'::text) OR (appeal_until IS NOT NULL)))
evaluations: evaluations_check1 CHECK (((state = 'published'::text) = (published_at IS NOT NULL)))
evaluations: evaluations_code_key UNIQUE (code)
evaluations: evaluations_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id)
evaluations: evaluations_pkey PRIMARY KEY (id)
evaluations: evaluations_state_check CHECK ((state = ANY (ARRAY['collecting'::text, 'computed'::text, 'in_appeal'::text, 'published'::text])))
expert_employers: expert_employers_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
expert_employers: expert_employers_pkey PRIMARY KEY (user_id, organisation_id)
expert_employers: expert_employers_user_id_fkey FOREIGN KEY (user_id) REFERENCES experts(user_id) ON DELETE CASCADE
experts: experts_pkey PRIMARY KEY (user_id)
experts: experts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
files: files_pkey PRIMARY KEY (id)
files: files_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES users(id)
form_drafts: form_drafts_pkey PRIMARY KEY (user_id, key)
form_drafts: form_drafts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
idempotency_keys: idempotency_keys_pkey PRIMARY KEY (scope, key)
imports: imports_collection_check CHECK ((collection = ANY (ARRAY['scenarios'::text, 'organisations'::text, 'capabilities'::text])))
imports: imports_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
imports: imports_pkey PRIMARY KEY (id)
imports: imports_state_check CHECK ((state = ANY (ARRAY['checking'::text, 'checked'::text, 'committing'::text, 'committed'::text, 'cancelled'::text, 'failed'::text])))
imports: imports_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
indicators: indicators_agreed_by_owner_fkey FOREIGN KEY (agreed_by_owner) REFERENCES users(id)
indicators: indicators_agreed_by_provider_fkey FOREIGN KEY (agreed_by_provider) REFERENCES users(id)
indicators: indicators_agreed_by_two CHECK (((agreed_by_owner IS NULL) OR (agreed_by_provider IS NULL) OR (agreed_by_owner <> agreed_by_provider)))
indicators: indicators_direction CHECK (
CASE direction
    WHEN 'up'::text THEN (target > baseline)
    ELSE (target < baseline)
END)
indicators: indicators_direction_check CHECK ((direction = ANY (ARRAY['up'::text, 'down'::text])))
indicators: indicators_finite CHECK (((abs(baseline) <= ('1000000000000000'::numeric)::double precision) AND (abs(target) <= ('1000000000000000'::numeric)::double precision)))
indicators: indicators_pkey PRIMARY KEY (id)
indicators: indicators_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE
indicators: indicators_project_id_position_key UNIQUE (project_id, "position") DEFERRABLE INITIALLY DEFERRED
intent_contacts: intent_contacts_intent_id_fkey FOREIGN KEY (intent_id) REFERENCES intents(id) ON DELETE CASCADE
intent_contacts: intent_contacts_pkey PRIMARY KEY (intent_id)
intents: intents_capability_id_fkey FOREIGN KEY (capability_id) REFERENCES capabilities(id)
intents: intents_check CHECK ((owner_id <> organisation_id))
intents: intents_expressed_by_fkey FOREIGN KEY (expressed_by) REFERENCES users(id)
intents: intents_opening_id_fkey FOREIGN KEY (opening_id) REFERENCES openings(id)
intents: intents_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
intents: intents_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES organisations(id)
intents: intents_pkey PRIMARY KEY (id)
intents: intents_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES scenarios(id)
intents: intents_state_check CHECK ((state = ANY (ARRAY['expressed'::text, 'talking'::text, 'letter_signed'::text, 'contracted'::text, 'landed'::text, 'declined'::text, 'withdrawn'::text, 'expired'::text, 'broken_off'::text, 'terminated'::text])))
invitations: invitations_code_hash_key UNIQUE (code_hash)
invitations: invitations_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES users(id)
invitations: invitations_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
invitations: invitations_pkey PRIMARY KEY (id)
invitations: invitations_role_check CHECK ((role = ANY (ARRAY['org_admin'::text, 'member'::text])))
journal_head: journal_head_one_check CHECK (one)
journal_head: journal_head_pkey PRIMARY KEY (one)
journal_personal: journal_personal_pkey PRIMARY KEY (seq, path)
journal_personal: journal_personal_seq_fkey FOREIGN KEY (seq) REFERENCES journal_records(seq)
journal_records: journal_records_pkey PRIMARY KEY (seq)
landings: landings_decided CHECK (((state = 'reported'::text) OR ((decided_by IS NOT NULL) AND (decided_at IS NOT NULL))))
landings: landings_decided_by_another CHECK (((decided_by IS NULL) OR (decided_by <> reported_by)))
landings: landings_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES users(id)
landings: landings_file_id_fkey FOREIGN KEY (file_id) REFERENCES files(id)
landings: landings_kind_check CHECK ((kind = ANY (ARRAY['innovative_firm'::text, 'headquarters'::text, 'research_centre'::text, 'production_base'::text])))
landings: landings_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
landings: landings_pkey PRIMARY KEY (id)
landings: landings_reported_by_fkey FOREIGN KEY (reported_by) REFERENCES users(id)
landings: landings_state_check CHECK ((state = ANY (ARRAY['reported'::text, 'confirmed'::text, 'refused'::text, 'revoked'::text])))
libraries: libraries_key_key UNIQUE (key)
libraries: libraries_pkey PRIMARY KEY (id)
library_entries: library_entries_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES promotions(id)
library_entries: library_entries_left_by_fkey FOREIGN KEY (left_by) REFERENCES promotions(id)
library_entries: library_entries_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id)
library_entries: library_entries_pkey PRIMARY KEY (id)
library_entries: library_entries_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES scenarios(id)
list_items: list_items_list_id_fkey FOREIGN KEY (list_id) REFERENCES lists(id) ON DELETE CASCADE
list_items: list_items_pkey PRIMARY KEY (list_id, scenario_id)
list_items: list_items_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES scenarios(id)
lists: lists_code_key UNIQUE (code)
lists: lists_kind_check CHECK ((kind = ANY (ARRAY['scenario'::text, 'capability'::text])))
lists: lists_pack_key_key UNIQUE (pack_key)
lists: lists_pkey PRIMARY KEY (id)
lists: lists_state_check CHECK ((state = ANY (ARRAY['composing'::text, 'scheduled'::text, 'released'::text])))
match_weight_uses: match_weight_uses_by_id_fkey FOREIGN KEY (by_id) REFERENCES users(id)
match_weight_uses: match_weight_uses_pkey PRIMARY KEY (id)
match_weight_uses: match_weight_uses_version_fkey FOREIGN KEY (version) REFERENCES match_weights(version)
match_weights: match_weights_check CHECK (((((((text + taxonomy) + requirements) + readiness) + proof) + distance) > (0)::double precision))
match_weights: match_weights_distance_check CHECK (((distance >= (0)::double precision) AND (distance <= (100)::double precision)))
match_weights: match_weights_pkey PRIMARY KEY (version)
match_weights: match_weights_proof_check CHECK (((proof >= (0)::double precision) AND (proof <= (100)::double precision)))
match_weights: match_weights_readiness_check CHECK (((readiness >= (0)::double precision) AND (readiness <= (100)::double precision)))
match_weights: match_weights_requirements_check CHECK (((requirements >= (0)::double precision) AND (requirements <= (100)::double precision)))
match_weights: match_weights_staleness_check CHECK (((staleness >= (0)::double precision) AND (staleness <= (100)::double precision)))
match_weights: match_weights_taxonomy_check CHECK (((taxonomy >= (0)::double precision) AND (taxonomy <= (100)::double precision)))
match_weights: match_weights_text_check CHECK (((text >= (0)::double precision) AND (text <= (100)::double precision)))
match_weights: match_weights_version_check CHECK ((version > 0))
matching_changes: matching_changes_kind_check CHECK ((kind = ANY (ARRAY['capability'::text, 'scenario'::text])))
matching_changes: matching_changes_pkey PRIMARY KEY (seq)
matching_unmet: matching_unmet_opening_id_fkey FOREIGN KEY (opening_id) REFERENCES openings(id) ON DELETE CASCADE
matching_unmet: matching_unmet_pkey PRIMARY KEY (id)
matching_unmet: matching_unmet_requirement_id_fkey FOREIGN KEY (requirement_id) REFERENCES requirements(id) ON DELETE CASCADE
milestones: milestones_pkey PRIMARY KEY (id)
milestones: milestones_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE
milestones: milestones_project_id_position_key UNIQUE (project_id, "position") DEFERRABLE INITIALLY DEFERRED
milestones: milestones_responsible_check CHECK ((responsible = ANY (ARRAY['owner'::text, 'provider'::text])))
notifications: notifications_pkey PRIMARY KEY (id)
notifications: notifications_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
openings: openings_pkey PRIMARY KEY (id)
openings: openings_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES scenarios(id) ON DELETE CASCADE
openings: openings_scenario_id_position_key UNIQUE (scenario_id, "position") DEFERRABLE INITIALLY DEFERRED
organisation_members: organisation_members_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
organisation_members: organisation_members_pkey PRIMARY KEY (organisation_id, user_id)
organisation_members: organisation_members_role_check CHECK ((role = ANY (ARRAY['org_admin'::text, 'member'::text])))
organisation_members: organisation_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
organisations: organisations_credit_code_key UNIQUE (credit_code)
organisations: organisations_kind_check CHECK ((kind = ANY (ARRAY['government'::text, 'state_firm'::text, 'firm'::text, 'university'::text, 'institute'::text, 'hospital'::text, 'park'::text, 'finance'::text, 'association'::text])))
organisations: organisations_pack_key_key UNIQUE (pack_key)
organisations: organisations_pkey PRIMARY KEY (id)
organisations: organisations_state_check CHECK ((state = ANY (ARRAY['unverified'::text, 'verified'::text, 'refused'::text, 'suspended'::text])))
project_capabilities: project_capabilities_capability_id_fkey FOREIGN KEY (capability_id) REFERENCES capabilities(id)
project_capabilities: project_capabilities_pkey PRIMARY KEY (project_id, capability_id)
project_capabilities: project_capabilities_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE
project_files: project_files_added_by_fkey FOREIGN KEY (added_by) REFERENCES users(id)
project_files: project_files_check CHECK ((((purpose = 'evidence'::text) = (milestone_id IS NOT NULL)) AND ((purpose = 'reading'::text) = (reading_id IS NOT NULL))))
project_files: project_files_file_id_fkey FOREIGN KEY (file_id) REFERENCES files(id)
project_files: project_files_milestone_id_fkey FOREIGN KEY (milestone_id) REFERENCES milestones(id) ON DELETE CASCADE
project_files: project_files_pkey PRIMARY KEY (id)
project_files: project_files_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE
project_files: project_files_purpose_check CHECK ((purpose = ANY (ARRAY['evidence'::text, 'reading'::text, 'report'::text, 'minutes'::text])))
project_files: project_files_reading_id_fkey FOREIGN KEY (reading_id) REFERENCES readings(id) ON DELETE CASCADE
project_follow_ups: project_follow_ups_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES users(id)
project_follow_ups: project_follow_ups_months_check CHECK ((months = ANY (ARRAY[12, 24])))
project_follow_ups: project_follow_ups_pkey PRIMARY KEY (id)
project_follow_ups: project_follow_ups_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE
project_follow_ups: project_follow_ups_project_id_months_side_key UNIQUE (project_id, months, side)
project_follow_ups: project_follow_ups_side_check CHECK ((side = ANY (ARRAY['owner'::text, 'provider'::text])))
projects: projects_accepted_by_fkey FOREIGN KEY (accepted_by) REFERENCES users(id)
projects: projects_accepted_by_two CHECK (((accepted_by IS NULL) OR (accepted_by <> submitted_by)))
projects: projects_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES agreements(id)
projects: projects_check CHECK (((provider_id = ANY (provider_ids)) AND (NOT (owner_id = ANY (provider_ids)))))
projects: projects_check1 CHECK ((ends_on >= starts_on))
projects: projects_code_key UNIQUE (code)
projects: projects_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id)
projects: projects_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES organisations(id)
projects: projects_pkey PRIMARY KEY (id)
projects: projects_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES organisations(id)
projects: projects_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES scenarios(id)
projects: projects_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'running'::text, 'accepting'::text, 'accepted'::text, 'suspended'::text, 'terminated'::text])))
projects: projects_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES users(id)
promotion_decisions: promotion_decision_by_two CHECK (((state <> 'consented'::text) OR (settled_by <> proposed_by)))
promotion_decisions: promotion_decisions_outcome_check CHECK ((outcome = ANY (ARRAY['publicise'::text, 'refuse'::text, 'revoke'::text])))
promotion_decisions: promotion_decisions_pkey PRIMARY KEY (id)
promotion_decisions: promotion_decisions_promotion_id_fkey FOREIGN KEY (promotion_id) REFERENCES promotions(id) ON DELETE CASCADE
promotion_decisions: promotion_decisions_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES users(id)
promotion_decisions: promotion_decisions_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES users(id)
promotion_decisions: promotion_decisions_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'consented'::text, 'declined'::text, 'withdrawn'::text])))
promotion_dossiers: promotion_dossiers_pkey PRIMARY KEY (promotion_id)
promotion_dossiers: promotion_dossiers_promotion_id_fkey FOREIGN KEY (promotion_id) REFERENCES promotions(id) ON DELETE CASCADE
promotion_evidence: promotion_evidence_check CHECK (((kind = 'file'::text) = (file_id IS NOT NULL)))
promotion_evidence: promotion_evidence_file_id_fkey FOREIGN KEY (file_id) REFERENCES files(id)
promotion_evidence: promotion_evidence_kind_check CHECK ((kind = ANY (ARRAY['agreement'::text, 'project'::text, 'reading'::text, 'evaluation'::text, 'file'::text])))
promotion_evidence: promotion_evidence_pkey PRIMARY KEY (id)
promotion_evidence: promotion_evidence_promotion_id_fkey FOREIGN KEY (promotion_id) REFERENCES promotions(id) ON DELETE CASCADE
promotion_evidence: promotion_evidence_promotion_id_kind_subject_id_key UNIQUE (promotion_id, kind, subject_id)
promotions: promotions_applied_by_fkey FOREIGN KEY (applied_by) REFERENCES users(id)
promotions: promotions_code_key UNIQUE (code)
promotions: promotions_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id)
promotions: promotions_from_rung_check CHECK ((from_rung = ANY (ARRAY['listed'::text, 'laboratory'::text, 'signature'::text, 'super'::text])))
promotions: promotions_granted CHECK (((state <> ALL (ARRAY['granted'::text, 'expired'::text, 'revoked'::text])) OR (granted_at IS NOT NULL)))
promotions: promotions_official CHECK (((state = 'draft'::text) OR ((code IS NOT NULL) AND (applied_at IS NOT NULL))))
promotions: promotions_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES organisations(id)
promotions: promotions_pkey PRIMARY KEY (id)
promotions: promotions_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES scenarios(id)
promotions: promotions_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'applied'::text, 'checked'::text, 'in_review'::text, 'publicised'::text, 'granted'::text, 'refused'::text, 'expired'::text, 'revoked'::text])))
promotions: promotions_to_rung_check CHECK ((to_rung = ANY (ARRAY['laboratory'::text, 'signature'::text, 'super'::text])))
promotions: promotions_valid_months_check CHECK (((valid_months >= 1) AND (valid_months <= 240)))
readings: readings_confirmed_by_two CHECK (((state <> 'confirmed'::text) OR (settled_by <> reported_by)))
readings: readings_corrects_id_fkey FOREIGN KEY (corrects_id) REFERENCES readings(id)
readings: readings_holder_check CHECK ((holder = ANY (ARRAY['owner'::text, 'provider'::text])))
readings: readings_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicators(id)
readings: readings_pkey PRIMARY KEY (id)
readings: readings_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
readings: readings_reported_by_fkey FOREIGN KEY (reported_by) REFERENCES users(id)
readings: readings_reported_for_fkey FOREIGN KEY (reported_for) REFERENCES organisations(id)
readings: readings_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES users(id)
readings: readings_settled_for_fkey FOREIGN KEY (settled_for) REFERENCES organisations(id)
readings: readings_side_check CHECK ((side = ANY (ARRAY['owner'::text, 'provider'::text])))
readings: readings_state_check CHECK ((state = ANY (ARRAY['reported'::text, 'confirmed'::text, 'disputed'::text, 'corrected'::text, 'upheld'::text])))
readings: readings_value_check CHECK ((abs(value) <= ('1000000000000000'::numeric)::double precision))
requirements: requirements_comparator_check CHECK ((comparator = ANY (ARRAY['='::text, '!='::text, '<'::text, '<='::text, '>'::text, '>='::text])))
requirements: requirements_kind_check CHECK ((kind = ANY (ARRAY['must'::text, 'wish'::text])))
requirements: requirements_opening_id_fkey FOREIGN KEY (opening_id) REFERENCES openings(id) ON DELETE CASCADE
requirements: requirements_pkey PRIMARY KEY (id)
requirements: requirements_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES scenarios(id) ON DELETE CASCADE
review_sheets: review_sheets_pkey PRIMARY KEY (review_id)
review_sheets: review_sheets_review_id_fkey FOREIGN KEY (review_id) REFERENCES reviews(id) ON DELETE CASCADE
review_sheets: review_sheets_total_check CHECK (((total >= (0)::double precision) AND (total <= (100)::double precision)))
reviews: reviews_expert_id_fkey FOREIGN KEY (expert_id) REFERENCES users(id)
reviews: reviews_item_id_expert_id_key UNIQUE (item_id, expert_id)
reviews: reviews_item_id_fkey FOREIGN KEY (item_id) REFERENCES round_items(id) ON DELETE CASCADE
reviews: reviews_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES organisations(id)
reviews: reviews_pkey PRIMARY KEY (id)
reviews: reviews_round_id_fkey FOREIGN KEY (round_id) REFERENCES rounds(id) ON DELETE CASCADE
reviews: reviews_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES scenarios(id)
reviews: reviews_state_check CHECK ((state = ANY (ARRAY['invited'::text, 'accepted'::text, 'refused'::text, 'conflicted'::text, 'drafting'::text, 'submitted'::text, 'returned'::text, 'recused'::text])))
round_decisions: round_decisions_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES users(id)
round_decisions: round_decisions_item_id_fkey FOREIGN KEY (item_id) REFERENCES round_items(id) ON DELETE CASCADE
round_decisions: round_decisions_outcome_check CHECK ((outcome = ANY (ARRAY['select'::text, 'revise'::text, 'reject'::text])))
round_decisions: round_decisions_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES organisations(id)
round_decisions: round_decisions_pkey PRIMARY KEY (item_id)
round_decisions: round_decisions_round_id_fkey FOREIGN KEY (round_id) REFERENCES rounds(id) ON DELETE CASCADE
round_experts: round_experts_check CHECK (((undertaking_version IS NULL) = (undertaken_at IS NULL)))
round_experts: round_experts_expert_id_fkey FOREIGN KEY (expert_id) REFERENCES users(id)
round_experts: round_experts_pkey PRIMARY KEY (id)
round_experts: round_experts_round_id_expert_id_key UNIQUE (round_id, expert_id)
round_experts: round_experts_round_id_fkey FOREIGN KEY (round_id) REFERENCES rounds(id) ON DELETE CASCADE
round_items: round_items_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES organisations(id)
round_items: round_items_pkey PRIMARY KEY (id)
round_items: round_items_round_id_fkey FOREIGN KEY (round_id) REFERENCES rounds(id) ON DELETE CASCADE
round_items: round_items_round_id_scenario_id_key UNIQUE (round_id, scenario_id)
round_items: round_items_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES scenarios(id)
round_items: round_items_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES users(id)
round_recommendations: round_recommendations_item_id_fkey FOREIGN KEY (item_id) REFERENCES round_items(id) ON DELETE CASCADE
round_recommendations: round_recommendations_outcome_check CHECK ((outcome = ANY (ARRAY['select'::text, 'revise'::text, 'reject'::text])))
round_recommendations: round_recommendations_pkey PRIMARY KEY (item_id)
round_recommendations: round_recommendations_recommended_by_fkey FOREIGN KEY (recommended_by) REFERENCES users(id)
round_recommendations: round_recommendations_round_id_fkey FOREIGN KEY (round_id) REFERENCES rounds(id) ON DELETE CASCADE
round_results: round_results_check CHECK (((score IS NULL) = (rank IS NULL)))
round_results: round_results_item_id_fkey FOREIGN KEY (item_id) REFERENCES round_items(id) ON DELETE CASCADE
round_results: round_results_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES organisations(id)
round_results: round_results_pkey PRIMARY KEY (item_id)
round_results: round_results_round_id_fkey FOREIGN KEY (round_id) REFERENCES rounds(id) ON DELETE CASCADE
round_results: round_results_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES scenarios(id)
round_snapshots: round_snapshots_pkey PRIMARY KEY (round_id)
round_snapshots: round_snapshots_round_id_fkey FOREIGN KEY (round_id) REFERENCES rounds(id) ON DELETE CASCADE
rounds: rounds_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id)
rounds: rounds_chair_id_fkey FOREIGN KEY (chair_id) REFERENCES users(id)
rounds: rounds_code_key UNIQUE (code)
rounds: rounds_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id)
rounds: rounds_pkey PRIMARY KEY (id)
rounds: rounds_required_reviews_check CHECK (((required_reviews >= 1) AND (required_reviews <= 20)))
rounds: rounds_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'assigning'::text, 'scoring'::text, 'consensus'::text, 'deciding'::text, 'released'::text, 'archived'::text, 'cancelled'::text])))
scenario_clearances: scenario_clearances_file_id_fkey FOREIGN KEY (file_id) REFERENCES files(id)
scenario_clearances: scenario_clearances_kind_check CHECK ((kind = ANY (ARRAY['confidentiality'::text, 'fair_competition'::text])))
scenario_clearances: scenario_clearances_outcome_check CHECK ((outcome = ANY (ARRAY['passed'::text, 'refused'::text])))
scenario_clearances: scenario_clearances_pkey PRIMARY KEY (id)
scenario_clearances: scenario_clearances_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES users(id)
scenario_clearances: scenario_clearances_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES scenarios(id) ON DELETE CASCADE
scenario_comments: scenario_comments_author_id_fkey FOREIGN KEY (author_id) REFERENCES users(id)
scenario_comments: scenario_comments_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
scenario_comments: scenario_comments_pkey PRIMARY KEY (id)
scenario_comments: scenario_comments_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES scenarios(id) ON DELETE CASCADE
scenario_contacts: scenario_contacts_pkey PRIMARY KEY (scenario_id)
scenario_contacts: scenario_contacts_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES scenarios(id) ON DELETE CASCADE
scenario_decisions: decision_by_two CHECK (((state <> 'consented'::text) OR (settled_by <> proposed_by)))
scenario_decisions: scenario_decisions_outcome_check CHECK ((outcome = ANY (ARRAY['select'::text, 'revise'::text, 'reject'::text])))
scenario_decisions: scenario_decisions_pkey PRIMARY KEY (id)
scenario_decisions: scenario_decisions_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES users(id)
scenario_decisions: scenario_decisions_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES scenarios(id) ON DELETE CASCADE
scenario_decisions: scenario_decisions_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES users(id)
scenario_decisions: scenario_decisions_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'consented'::text, 'declined'::text, 'withdrawn'::text])))
scenario_files: scenario_files_file_id_fkey FOREIGN KEY (file_id) REFERENCES files(id)
scenario_files: scenario_files_pkey PRIMARY KEY (scenario_id, file_id)
scenario_files: scenario_files_purpose_check CHECK ((purpose = ANY (ARRAY['stamped_form'::text, 'material'::text])))
scenario_files: scenario_files_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES scenarios(id) ON DELETE CASCADE
scenarios: scenario_call_entered CHECK (((call_entered_at IS NULL) OR (call_id IS NOT NULL)))
scenarios: scenarios_budget_cny_check CHECK ((budget_cny >= 0))
scenarios: scenarios_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id)
scenarios: scenarios_code_key UNIQUE (code)
scenarios: scenarios_list_id_fkey FOREIGN KEY (list_id) REFERENCES lists(id)
scenarios: scenarios_opportunity_cny_check CHECK ((opportunity_cny >= 0))
scenarios: scenarios_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES organisations(id)
scenarios: scenarios_pack_key_key UNIQUE (pack_key)
scenarios: scenarios_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES scenarios(id)
scenarios: scenarios_pkey PRIMARY KEY (id)
scenarios: scenarios_recommended_by_fkey FOREIGN KEY (recommended_by) REFERENCES users(id)
scenarios: scenarios_rung_check CHECK ((rung = ANY (ARRAY['listed'::text, 'laboratory'::text, 'signature'::text, 'super'::text])))
scenarios: scenarios_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'refining'::text, 'in_review'::text, 'selected'::text, 'publicised'::text, 'published'::text, 'landing'::text, 'demonstrating'::text, 'evaluating'::text, 'concluded'::text, 'rejected'::text, 'withdrawn'::text, 'suspended'::text, 'closed'::text, 'terminated'::text])))
scenarios: scenarios_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES users(id)
security_events: security_events_pkey PRIMARY KEY (id)
services: services_by_organisation_id_fkey FOREIGN KEY (by_organisation_id) REFERENCES organisations(id)
services: services_confirmed CHECK (((state <> 'confirmed'::text) OR ((confirmed_by IS NOT NULL) AND (confirmed_at IS NOT NULL))))
services: services_confirmed_by_another CHECK (((confirmed_by IS NULL) OR (confirmed_by <> recorded_by)))
services: services_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES users(id)
services: services_file_id_fkey FOREIGN KEY (file_id) REFERENCES files(id)
services: services_kind_check CHECK ((kind = ANY (ARRAY['consultation'::text, 'matchmaking'::text, 'policy'::text, 'funding'::text, 'elements'::text, 'landing'::text])))
services: services_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
services: services_pkey PRIMARY KEY (id)
services: services_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES users(id)
services: services_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES scenarios(id)
services: services_state_check CHECK ((state = ANY (ARRAY['recorded'::text, 'confirmed'::text, 'disputed'::text, 'withdrawn'::text])))
sessions: sessions_pkey PRIMARY KEY (id)
sessions: sessions_token_hash_key UNIQUE (token_hash)
sessions: sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
sign_in_failures: sign_in_failures_pkey PRIMARY KEY (subject)
state_changes: state_changes_pkey PRIMARY KEY (id)
unified_flows: unified_flows_pkey PRIMARY KEY (state_hash)
unified_identities: unified_identities_pkey PRIMARY KEY (issuer, subject)
unified_identities: unified_identities_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
users: users_check CHECK (((state = 'erased'::text) OR (email IS NOT NULL) OR (mobile IS NOT NULL)))
users: users_email_key UNIQUE (email)
users: users_exclusive_roles CHECK (((((((('operator'::text = ANY (roles)))::integer + (('auditor'::text = ANY (roles)))::integer) + (('security_admin'::text = ANY (roles)))::integer) + (('security_auditor'::text = ANY (roles)))::integer) + (('system_admin'::text = ANY (roles)))::integer) <= 1))
users: users_locale_check CHECK ((locale = ANY (ARRAY['zh'::text, 'en'::text])))
users: users_mobile_key UNIQUE (mobile)
users: users_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
users: users_pkey PRIMARY KEY (id)
users: users_state_check CHECK ((state = ANY (ARRAY['active'::text, 'disabled'::text, 'erased'::text])))
verification_codes: verification_codes_pkey PRIMARY KEY (id)

-- indexes
CREATE INDEX agreement_addenda_file ON public.agreement_addenda USING btree (file_id)
CREATE INDEX agreement_addenda_proposed_by ON public.agreement_addenda USING btree (proposed_by)
CREATE INDEX agreement_addenda_proposed_for ON public.agreement_addenda USING btree (proposed_for)
CREATE INDEX agreement_addendum_signatures_organisation ON public.agreement_addendum_signatures USING btree (organisation_id)
CREATE INDEX agreement_addendum_signatures_signed_by ON public.agreement_addendum_signatures USING btree (signed_by)
CREATE INDEX agreement_files_file ON public.agreement_files USING btree (file_id)
CREATE INDEX agreement_openings_opening ON public.agreement_openings USING btree (opening_id)
CREATE INDEX agreement_parties_intent ON public.agreement_parties USING btree (intent_id)
CREATE INDEX agreement_parties_organisation ON public.agreement_parties USING btree (organisation_id)
CREATE INDEX agreement_parties_signed_by ON public.agreement_parties USING btree (signed_by)
CREATE INDEX agreements_amount ON public.agreements USING btree (amount_sort DESC, id DESC)
CREATE INDEX agreements_begin ON public.agreements USING btree (effective_from) WHERE (state = 'signed'::text)
CREATE INDEX agreements_created ON public.agreements USING btree (created_at DESC, id DESC)
CREATE INDEX agreements_created_by ON public.agreements USING btree (created_by)
CREATE INDEX agreements_end ON public.agreements USING btree (term_ends_at) WHERE (state = 'in_force'::text)
CREATE INDEX agreements_follows ON public.agreements USING btree (follows_id)
CREATE INDEX agreements_kind ON public.agreements USING btree (kind, created_at DESC, id DESC)
CREATE INDEX agreements_owner ON public.agreements USING btree (owner_id, created_at DESC, id DESC)
CREATE INDEX agreements_parties ON public.agreements USING gin (party_ids)
CREATE INDEX agreements_scenario ON public.agreements USING btree (scenario_id, created_at DESC, id DESC)
CREATE INDEX agreements_search ON public.agreements USING gin (search)
CREATE INDEX agreements_signed_on ON public.agreements USING btree (signed_sort DESC, id DESC)
CREATE INDEX agreements_state ON public.agreements USING btree (state, created_at DESC, id DESC)
CREATE INDEX agreements_turn ON public.agreements USING btree (due_at) WHERE (holder IS NOT NULL)
CREATE INDEX agreements_valid ON public.agreements USING btree (valid_sort, id)
CREATE INDEX api_tokens_user ON public.api_tokens USING btree (user_id)
CREATE INDEX call_extensions_call ON public.call_extensions USING btree (call_id, at)
CREATE INDEX call_extensions_extended_by ON public.call_extensions USING btree (extended_by)
CREATE INDEX call_files_file ON public.call_files USING btree (file_id)
CREATE INDEX calls_closes ON public.calls USING btree (closes_sort, id)
CREATE INDEX calls_closing ON public.calls USING btree (closes_at) WHERE (state = 'open'::text)
CREATE INDEX calls_created_by ON public.calls USING btree (created_by)
CREATE INDEX calls_opens ON public.calls USING btree (opens_sort DESC, id DESC)
CREATE INDEX calls_search ON public.calls USING gin (search)
CREATE INDEX calls_state ON public.calls USING btree (state, opens_sort DESC, id DESC)
CREATE INDEX calls_title ON public.calls USING btree (title, id)
CREATE INDEX calls_updated ON public.calls USING btree (updated_at DESC, id DESC)
CREATE INDEX capabilities_districts ON public.capabilities USING gin (districts)
CREATE INDEX capabilities_fresh ON public.capabilities USING btree (fresh_until) WHERE (state = 'published'::text)
CREATE INDEX capabilities_kind ON public.capabilities USING btree (kind, updated_at DESC, id DESC)
CREATE INDEX capabilities_organisation ON public.capabilities USING btree (organisation_id, updated_at DESC)
CREATE INDEX capabilities_public ON public.capabilities USING btree (updated_at DESC, id DESC) WHERE is_public
CREATE INDEX capabilities_readiness ON public.capabilities USING btree (readiness DESC NULLS LAST, id DESC)
CREATE INDEX capabilities_search ON public.capabilities USING gin (search)
CREATE INDEX capabilities_seed ON public.capabilities USING btree (seed) WHERE (seed IS NOT NULL)
CREATE INDEX capabilities_state ON public.capabilities USING btree (state, updated_at DESC, id DESC)
CREATE INDEX capabilities_title ON public.capabilities USING btree (title, id)
CREATE INDEX capabilities_tracks ON public.capabilities USING gin (tracks)
CREATE INDEX capabilities_turn ON public.capabilities USING btree (organisation_id) WHERE ((state = ANY (ARRAY['draft'::text, 'stale'::text])) AND (NOT synthetic))
CREATE INDEX capabilities_updated ON public.capabilities USING btree (updated_at DESC, id DESC)
CREATE INDEX capability_files_file ON public.capability_files USING btree (file_id)
CREATE INDEX capability_proofs_capability ON public.capability_proofs USING btree (capability_id, "position")
CREATE INDEX capability_proofs_confirmed_by ON public.capability_proofs USING btree (confirmed_by) WHERE (confirmed_by IS NOT NULL)
CREATE INDEX capability_proofs_counterpart_asked ON public.capability_proofs USING btree (counterpart_id) WHERE (counterpart_id IS NOT NULL)
CREATE INDEX contact_reads_subject ON public.contact_reads USING btree (subject_type, subject_id, at DESC)
CREATE INDEX contact_reads_user ON public.contact_reads USING btree (user_id, at DESC)
CREATE INDEX evaluation_appeals_answered_by ON public.evaluation_appeals USING btree (answered_by)
CREATE INDEX evaluation_appeals_file ON public.evaluation_appeals USING btree (file_id)
CREATE INDEX evaluation_appeals_filed ON public.evaluation_appeals USING btree (evaluation_id, filed_at DESC, id DESC)
CREATE INDEX evaluation_appeals_filed_by ON public.evaluation_appeals USING btree (filed_by)
CREATE INDEX evaluation_appeals_organisation ON public.evaluation_appeals USING btree (organisation_id)
CREATE INDEX evaluation_appeals_subject ON public.evaluation_appeals USING btree (evaluation_id, scenario_id)
CREATE INDEX evaluation_results_rank ON public.evaluation_results USING btree (evaluation_id, run, rank_sort, id)
CREATE INDEX evaluation_results_scenario ON public.evaluation_results USING btree (scenario_id)
CREATE INDEX evaluation_results_subject ON public.evaluation_results USING btree (evaluation_id, scenario_id)
CREATE INDEX evaluation_runs_by ON public.evaluation_runs USING btree (by_id)
CREATE INDEX evaluation_subjects_owner ON public.evaluation_subjects USING btree (owner_id)
CREATE INDEX evaluation_subjects_providers ON public.evaluation_subjects USING gin (provider_ids)
CREATE INDEX evaluation_subjects_scenario ON public.evaluation_subjects USING btree (scenario_id)
CREATE INDEX evaluations_code ON public.evaluations USING btree (code, id)
CREATE INDEX evaluations_created_by ON public.evaluations USING btree (created_by)
CREATE INDEX evaluations_published ON public.evaluations USING btree (published_sort DESC, id DESC)
CREATE INDEX evaluations_search ON public.evaluations USING gin (search)
CREATE INDEX evaluations_state ON public.evaluations USING btree (state, updated_at DESC, id DESC)
CREATE INDEX evaluations_system ON public.evaluations USING btree (system_key, updated_at DESC, id DESC)
CREATE INDEX evaluations_turn ON public.evaluations USING btree (appeal_until) WHERE (holder IS NOT NULL)
CREATE INDEX evaluations_updated ON public.evaluations USING btree (updated_at DESC, id DESC)
CREATE INDEX expert_employers_organisation ON public.expert_employers USING btree (organisation_id)
CREATE INDEX files_uploaded_by ON public.files USING btree (uploaded_by)
CREATE INDEX idempotency_keys_created ON public.idempotency_keys USING btree (created_at)
CREATE INDEX imports_organisation ON public.imports USING btree (organisation_id)
CREATE INDEX imports_user ON public.imports USING btree (user_id, created_at DESC)
CREATE INDEX indicators_agreed_by_owner ON public.indicators USING btree (agreed_by_owner)
CREATE INDEX indicators_agreed_by_provider ON public.indicators USING btree (agreed_by_provider)
CREATE INDEX intents_capability ON public.intents USING btree (capability_id)
CREATE INDEX intents_created ON public.intents USING btree (created_at DESC, id DESC)
CREATE INDEX intents_due ON public.intents USING btree (due_at, id)
CREATE INDEX intents_expire ON public.intents USING btree (expires_at) WHERE (state = 'expressed'::text)
CREATE INDEX intents_expressed_by ON public.intents USING btree (expressed_by)
CREATE INDEX intents_organisation ON public.intents USING btree (organisation_id, created_at DESC, id DESC)
CREATE INDEX intents_owner ON public.intents USING btree (owner_id, created_at DESC, id DESC)
CREATE INDEX intents_remind ON public.intents USING btree (remind_at) WHERE ((state = 'expressed'::text) AND (reminded_at IS NULL))
CREATE INDEX intents_scenario ON public.intents USING btree (scenario_id, created_at DESC, id DESC)
CREATE INDEX intents_state ON public.intents USING btree (state, created_at DESC, id DESC)
CREATE INDEX intents_turn ON public.intents USING btree (holder, due_at) WHERE (holder IS NOT NULL)
CREATE INDEX invitations_invited_by ON public.invitations USING btree (invited_by)
CREATE INDEX invitations_organisation ON public.invitations USING btree (organisation_id, created_at DESC)
CREATE INDEX journal_action ON public.journal_records USING btree (action, seq DESC)
CREATE INDEX journal_actor ON public.journal_records USING btree (actor_id, seq DESC)
CREATE INDEX journal_personal_person ON public.journal_personal USING btree (person_id)
CREATE INDEX journal_subject ON public.journal_records USING btree (subject_type, subject_id, seq DESC)
CREATE INDEX landings_counted ON public.landings USING btree (organisation_id, landed_on) INCLUDE (synthetic) WHERE (state = 'confirmed'::text)
CREATE INDEX landings_created ON public.landings USING btree (created_at DESC, id DESC)
CREATE INDEX landings_decided_by ON public.landings USING btree (decided_by)
CREATE INDEX landings_file ON public.landings USING btree (file_id)
CREATE INDEX landings_kind ON public.landings USING btree (kind, landed_on DESC, id DESC)
CREATE INDEX landings_landed ON public.landings USING btree (landed_on DESC, id DESC)
CREATE INDEX landings_organisation ON public.landings USING btree (organisation_id, landed_on DESC, id DESC)
CREATE INDEX landings_reported_by ON public.landings USING btree (reported_by)
CREATE INDEX landings_state ON public.landings USING btree (state, landed_on DESC, id DESC)
CREATE INDEX landings_turn ON public.landings USING btree (due_at) WHERE (holder IS NOT NULL)
CREATE INDEX library_entries_entered_by ON public.library_entries USING btree (entered_by)
CREATE INDEX library_entries_left_by ON public.library_entries USING btree (left_by)
CREATE INDEX library_entries_library ON public.library_entries USING btree (library_id, entered_at DESC, id DESC)
CREATE INDEX library_entries_scenario ON public.library_entries USING btree (scenario_id)
CREATE INDEX list_items_scenario ON public.list_items USING btree (scenario_id)
CREATE INDEX lists_released ON public.lists USING btree (released_on DESC NULLS LAST, id DESC)
CREATE INDEX lists_state ON public.lists USING btree (state)
CREATE INDEX match_weight_uses_at ON public.match_weight_uses USING btree (at DESC, id DESC)
CREATE INDEX match_weight_uses_by ON public.match_weight_uses USING btree (by_id)
CREATE INDEX match_weight_uses_version ON public.match_weight_uses USING btree (version)
CREATE INDEX matching_changes_at ON public.matching_changes USING btree (at)
CREATE INDEX matching_changes_xid ON public.matching_changes USING btree (xid)
CREATE INDEX matching_unmet_opening ON public.matching_unmet USING btree (opening_id)
CREATE INDEX matching_unmet_requirement ON public.matching_unmet USING btree (requirement_id)
CREATE INDEX notifications_unmailed ON public.notifications USING btree (user_id) WHERE ((mailed_at IS NULL) AND (read_at IS NULL))
CREATE INDEX notifications_unread ON public.notifications USING btree (user_id) WHERE (read_at IS NULL)
CREATE INDEX notifications_user ON public.notifications USING btree (user_id, at DESC, id DESC)
CREATE INDEX organisation_members_user ON public.organisation_members USING btree (user_id)
CREATE INDEX organisations_created ON public.organisations USING btree (created_at DESC, id DESC)
CREATE INDEX organisations_district ON public.organisations USING btree (district, name, id)
CREATE INDEX organisations_kind ON public.organisations USING btree (kind, name, id)
CREATE INDEX organisations_name ON public.organisations USING btree (name, id)
CREATE INDEX organisations_search ON public.organisations USING gin (search)
CREATE INDEX organisations_seed ON public.organisations USING btree (seed) WHERE (seed IS NOT NULL)
CREATE INDEX organisations_state ON public.organisations USING btree (state, name, id)
CREATE INDEX organisations_tracks ON public.organisations USING gin (tracks)
CREATE INDEX project_capabilities_capability ON public.project_capabilities USING btree (capability_id)
CREATE INDEX project_files_added_by ON public.project_files USING btree (added_by)
CREATE INDEX project_files_file ON public.project_files USING btree (file_id)
CREATE INDEX project_files_project ON public.project_files USING btree (project_id, purpose)
CREATE INDEX project_follow_ups_answered_by ON public.project_follow_ups USING btree (answered_by)
CREATE INDEX project_follow_ups_asks ON public.project_follow_ups USING btree (asks_at) WHERE (answered_at IS NULL)
CREATE INDEX projects_accepted ON public.projects USING btree (accepted_sort DESC, id DESC)
CREATE INDEX projects_accepted_by ON public.projects USING btree (accepted_by)
CREATE INDEX projects_agreement ON public.projects USING btree (agreement_id)
CREATE INDEX projects_created ON public.projects USING btree (created_at DESC, id DESC)
CREATE INDEX projects_created_by ON public.projects USING btree (created_by)
CREATE INDEX projects_due ON public.projects USING btree (due_sort, id)
CREATE INDEX projects_owner ON public.projects USING btree (owner_id)
CREATE INDEX projects_owner_district ON public.projects USING btree (owner_district)
CREATE INDEX projects_provider ON public.projects USING btree (provider_id)
CREATE INDEX projects_providers ON public.projects USING gin (provider_ids)
CREATE INDEX projects_scenario ON public.projects USING btree (scenario_id)
CREATE INDEX projects_search ON public.projects USING gin (search)
CREATE INDEX projects_state ON public.projects USING btree (state, updated_at DESC, id DESC)
CREATE INDEX projects_submitted_by ON public.projects USING btree (submitted_by)
CREATE INDEX projects_title ON public.projects USING btree (title, id)
CREATE INDEX projects_turn ON public.projects USING btree (due_at) WHERE (holder IS NOT NULL)
CREATE INDEX projects_updated ON public.projects USING btree (updated_at DESC, id DESC)
CREATE INDEX promotion_decisions_promotion ON public.promotion_decisions USING btree (promotion_id, proposed_at DESC)
CREATE INDEX promotion_decisions_proposed_by ON public.promotion_decisions USING btree (proposed_by)
CREATE INDEX promotion_decisions_settled_by ON public.promotion_decisions USING btree (settled_by)
CREATE INDEX promotion_evidence_file ON public.promotion_evidence USING btree (file_id)
CREATE INDEX promotions_applied_by ON public.promotions USING btree (applied_by)
CREATE INDEX promotions_created_by ON public.promotions USING btree (created_by)
CREATE INDEX promotions_district ON public.promotions USING btree (owner_district)
CREATE INDEX promotions_due ON public.promotions USING btree (due_sort, id)
CREATE INDEX promotions_granted_on ON public.promotions USING btree (granted_sort DESC, id DESC)
CREATE INDEX promotions_owner ON public.promotions USING btree (owner_id, updated_at DESC, id DESC)
CREATE INDEX promotions_public ON public.promotions USING btree (updated_at DESC, id DESC) WHERE is_public
CREATE INDEX promotions_rung ON public.promotions USING btree (to_rung, updated_at DESC, id DESC)
CREATE INDEX promotions_scenario ON public.promotions USING btree (scenario_id, updated_at DESC, id DESC)
CREATE INDEX promotions_search ON public.promotions USING gin (search)
CREATE INDEX promotions_state ON public.promotions USING btree (state, updated_at DESC, id DESC)
CREATE INDEX promotions_term ON public.promotions USING btree (valid_until) WHERE (state = 'granted'::text)
CREATE INDEX promotions_turn ON public.promotions USING btree (holder, due_at) WHERE (holder IS NOT NULL)
CREATE INDEX promotions_updated ON public.promotions USING btree (updated_at DESC, id DESC)
CREATE INDEX promotions_valid ON public.promotions USING btree (valid_sort, id)
CREATE INDEX readings_at ON public.readings USING btree (at DESC, id DESC)
CREATE INDEX readings_due ON public.readings USING btree (due_sort, id)
CREATE INDEX readings_indicator ON public.readings USING btree (indicator_id, at DESC, id DESC)
CREATE INDEX readings_project ON public.readings USING btree (project_id, at DESC, id DESC)
CREATE INDEX readings_reported_by ON public.readings USING btree (reported_by)
CREATE INDEX readings_reported_for ON public.readings USING btree (reported_for)
CREATE INDEX readings_settled_by ON public.readings USING btree (settled_by)
CREATE INDEX readings_settled_for ON public.readings USING btree (settled_for)
CREATE INDEX readings_state ON public.readings USING btree (state, at DESC, id DESC)
CREATE INDEX readings_turn ON public.readings USING btree (due_at) WHERE (holder IS NOT NULL)
CREATE INDEX requirements_opening ON public.requirements USING btree (opening_id)
CREATE INDEX requirements_scenario ON public.requirements USING btree (scenario_id, "position")
CREATE INDEX reviews_expert ON public.reviews USING btree (expert_id, updated_at DESC, id DESC)
CREATE INDEX reviews_owner ON public.reviews USING btree (owner_id)
CREATE INDEX reviews_round ON public.reviews USING btree (round_id)
CREATE INDEX reviews_scenario ON public.reviews USING btree (scenario_id)
CREATE INDEX reviews_turn ON public.reviews USING btree (expert_id, due_at) WHERE (holder IS NOT NULL)
CREATE INDEX reviews_updated ON public.reviews USING btree (updated_at DESC, id DESC)
CREATE INDEX round_decisions_by ON public.round_decisions USING btree (decided_by)
CREATE INDEX round_decisions_owner ON public.round_decisions USING btree (owner_id)
CREATE INDEX round_decisions_round ON public.round_decisions USING btree (round_id)
CREATE INDEX round_experts_expert ON public.round_experts USING btree (expert_id)
CREATE INDEX round_items_owner ON public.round_items USING btree (owner_id)
CREATE INDEX round_items_scenario ON public.round_items USING btree (scenario_id)
CREATE INDEX round_items_submitted_by ON public.round_items USING btree (submitted_by)
CREATE INDEX round_recommendations_by ON public.round_recommendations USING btree (recommended_by)
CREATE INDEX round_recommendations_round ON public.round_recommendations USING btree (round_id)
CREATE INDEX round_results_owner ON public.round_results USING btree (owner_id)
CREATE INDEX round_results_round ON public.round_results USING btree (round_id)
CREATE INDEX round_results_scenario ON public.round_results USING btree (scenario_id, released_at DESC)
CREATE INDEX rounds_call ON public.rounds USING btree (call_id)
CREATE INDEX rounds_chair ON public.rounds USING btree (chair_id)
CREATE INDEX rounds_created_by ON public.rounds USING btree (created_by)
CREATE INDEX rounds_search ON public.rounds USING gin (search)
CREATE INDEX rounds_state ON public.rounds USING btree (state, updated_at DESC, id DESC)
CREATE INDEX rounds_title ON public.rounds USING btree (title, id)
CREATE INDEX rounds_updated ON public.rounds USING btree (updated_at DESC, id DESC)
CREATE INDEX scenario_clearances_file ON public.scenario_clearances USING btree (file_id)
CREATE INDEX scenario_clearances_recorded_by ON public.scenario_clearances USING btree (recorded_by)
CREATE INDEX scenario_clearances_scenario ON public.scenario_clearances USING btree (scenario_id, recorded_at DESC)
CREATE INDEX scenario_comments_author ON public.scenario_comments USING btree (author_id)
CREATE INDEX scenario_comments_organisation ON public.scenario_comments USING btree (organisation_id)
CREATE INDEX scenario_comments_scenario ON public.scenario_comments USING btree (scenario_id, at DESC, id DESC)
CREATE INDEX scenario_decisions_proposed_by ON public.scenario_decisions USING btree (proposed_by)
CREATE INDEX scenario_decisions_scenario ON public.scenario_decisions USING btree (scenario_id, proposed_at DESC)
CREATE INDEX scenario_decisions_settled_by ON public.scenario_decisions USING btree (settled_by)
CREATE INDEX scenario_files_file ON public.scenario_files USING btree (file_id)
CREATE INDEX scenarios_call ON public.scenarios USING btree (call_id, published_sort DESC, id DESC) WHERE (call_id IS NOT NULL)
CREATE INDEX scenarios_closes ON public.scenarios USING btree (closes_sort, id)
CREATE INDEX scenarios_closing ON public.scenarios USING btree (closes_at, id) WHERE ((state = 'published'::text) AND (source IS NULL))
CREATE INDEX scenarios_counted ON public.scenarios USING btree (state) INCLUDE (synthetic, parent_id, opportunity_cny, domain, direction, districts, published_at, rung, rung_since, id, is_public, owner_id, submitted_at, owner_district)
CREATE INDEX scenarios_direction ON public.scenarios USING btree (direction, published_sort DESC, id DESC) INCLUDE (is_public)
CREATE INDEX scenarios_districts ON public.scenarios USING gin (districts)
CREATE INDEX scenarios_domain ON public.scenarios USING btree (domain, published_sort DESC, id DESC) INCLUDE (is_public)
CREATE INDEX scenarios_due ON public.scenarios USING btree (holder, due_at) WHERE (due_at IS NOT NULL)
CREATE INDEX scenarios_focus ON public.scenarios USING btree (focus) WHERE (focus IS NOT NULL)
CREATE INDEX scenarios_list ON public.scenarios USING btree (list_id)
CREATE INDEX scenarios_opener ON public.scenarios USING btree (opener, published_sort DESC, id DESC) INCLUDE (is_public)
CREATE INDEX scenarios_opportunity ON public.scenarios USING btree (opportunity_sort DESC, id DESC)
CREATE INDEX scenarios_owner ON public.scenarios USING btree (owner_id, updated_at DESC)
CREATE INDEX scenarios_owner_district ON public.scenarios USING btree (owner_district)
CREATE INDEX scenarios_parent ON public.scenarios USING btree (parent_id)
CREATE INDEX scenarios_public ON public.scenarios USING btree (published_sort DESC, id DESC) WHERE is_public
CREATE INDEX scenarios_published ON public.scenarios USING btree (published_sort DESC, id DESC)
CREATE INDEX scenarios_recommended_by ON public.scenarios USING btree (recommended_by)
CREATE INDEX scenarios_rung ON public.scenarios USING btree (rung, published_sort DESC, id DESC) INCLUDE (is_public)
CREATE INDEX scenarios_search ON public.scenarios USING gin (search)
CREATE INDEX scenarios_seed ON public.scenarios USING btree (seed) WHERE (seed IS NOT NULL)
CREATE INDEX scenarios_stage ON public.scenarios USING btree (stage, published_sort DESC, id DESC) INCLUDE (is_public)
CREATE INDEX scenarios_state ON public.scenarios USING btree (state, published_sort DESC, id DESC) INCLUDE (is_public)
CREATE INDEX scenarios_submitted_by ON public.scenarios USING btree (submitted_by)
CREATE INDEX scenarios_title ON public.scenarios USING btree (title, id)
CREATE INDEX scenarios_tracks ON public.scenarios USING gin (tracks)
CREATE INDEX scenarios_turn ON public.scenarios USING btree (holder, due_at) WHERE ((holder IS NOT NULL) AND (NOT synthetic) AND (state <> 'published'::text))
CREATE INDEX scenarios_updated ON public.scenarios USING btree (updated_at DESC, id DESC)
CREATE INDEX security_events_at ON public.security_events USING btree (at DESC, id DESC)
CREATE INDEX security_events_kind ON public.security_events USING btree (kind, at DESC)
CREATE INDEX security_events_user ON public.security_events USING btree (user_id, at DESC)
CREATE INDEX services_by_organisation ON public.services USING btree (by_organisation_id)
CREATE INDEX services_confirmed_by ON public.services USING btree (confirmed_by)
CREATE INDEX services_counted ON public.services USING btree (organisation_id, served_on) INCLUDE (synthetic) WHERE (state = 'confirmed'::text)
CREATE INDEX services_created ON public.services USING btree (created_at DESC, id DESC)
CREATE INDEX services_file ON public.services USING btree (file_id)
CREATE INDEX services_kind ON public.services USING btree (kind, served_on DESC, id DESC)
CREATE INDEX services_organisation ON public.services USING btree (organisation_id, served_on DESC, id DESC)
CREATE INDEX services_recorded_by ON public.services USING btree (recorded_by, served_on DESC, id DESC)
CREATE INDEX services_scenario ON public.services USING btree (scenario_id)
CREATE INDEX services_served ON public.services USING btree (served_on DESC, id DESC)
CREATE INDEX services_state ON public.services USING btree (state, served_on DESC, id DESC)
CREATE INDEX services_turn ON public.services USING btree (due_at) WHERE (holder IS NOT NULL)
CREATE INDEX sessions_ends ON public.sessions USING btree (ends_at)
CREATE INDEX sessions_user ON public.sessions USING btree (user_id)
CREATE INDEX state_changes_at ON public.state_changes USING btree (subject_type, at)
CREATE INDEX state_changes_subject ON public.state_changes USING btree (subject_type, subject_id, at)
CREATE INDEX unified_identities_user ON public.unified_identities USING btree (user_id)
CREATE INDEX users_created ON public.users USING btree (created_at DESC, id DESC)
CREATE INDEX users_demo ON public.users USING btree (id) WHERE demo
CREATE INDEX users_name ON public.users USING btree (name, id)
CREATE INDEX users_organisation ON public.users USING btree (organisation_id)
CREATE INDEX verification_codes_account ON public.verification_codes USING btree (account, purpose, created_at DESC)
CREATE UNIQUE INDEX agreement_addenda_agreement_id_position_key ON public.agreement_addenda USING btree (agreement_id, "position")
CREATE UNIQUE INDEX agreement_addenda_one_open ON public.agreement_addenda USING btree (agreement_id) WHERE (state = 'proposed'::text)
CREATE UNIQUE INDEX agreement_addenda_pkey ON public.agreement_addenda USING btree (id)
CREATE UNIQUE INDEX agreement_addendum_signatures_pkey ON public.agreement_addendum_signatures USING btree (addendum_id, organisation_id)
CREATE UNIQUE INDEX agreement_files_pkey ON public.agreement_files USING btree (agreement_id, purpose, file_id)
CREATE UNIQUE INDEX agreement_openings_pkey ON public.agreement_openings USING btree (agreement_id, opening_id)
CREATE UNIQUE INDEX agreement_parties_one_owner ON public.agreement_parties USING btree (agreement_id) WHERE (role = 'owner'::text)
CREATE UNIQUE INDEX agreement_parties_pkey ON public.agreement_parties USING btree (agreement_id, organisation_id)
CREATE UNIQUE INDEX agreements_code_key ON public.agreements USING btree (code)
CREATE UNIQUE INDEX agreements_pkey ON public.agreements USING btree (id)
CREATE UNIQUE INDEX api_tokens_pkey ON public.api_tokens USING btree (id)
CREATE UNIQUE INDEX api_tokens_token_hash_key ON public.api_tokens USING btree (token_hash)
CREATE UNIQUE INDEX app_clock_pkey ON public.app_clock USING btree (one)
CREATE UNIQUE INDEX call_extensions_pkey ON public.call_extensions USING btree (id)
CREATE UNIQUE INDEX call_files_pkey ON public.call_files USING btree (call_id, file_id)
CREATE UNIQUE INDEX calls_code_key ON public.calls USING btree (code)
CREATE UNIQUE INDEX calls_pkey ON public.calls USING btree (id)
CREATE UNIQUE INDEX capabilities_code_key ON public.capabilities USING btree (code)
CREATE UNIQUE INDEX capabilities_pkey ON public.capabilities USING btree (id)
CREATE UNIQUE INDEX capability_files_pkey ON public.capability_files USING btree (capability_id, file_id)
CREATE UNIQUE INDEX capability_measures_pkey ON public.capability_measures USING btree (capability_id, "position")
CREATE UNIQUE INDEX capability_proofs_pkey ON public.capability_proofs USING btree (id)
CREATE UNIQUE INDEX code_counters_pkey ON public.code_counters USING btree (prefix)
CREATE UNIQUE INDEX consents_pkey ON public.consents USING btree (user_id, version)
CREATE UNIQUE INDEX contact_reads_pkey ON public.contact_reads USING btree (id)
CREATE UNIQUE INDEX credentials_pkey ON public.credentials USING btree (user_id)
CREATE UNIQUE INDEX evaluation_appeals_evaluation_id_run_scenario_id_key ON public.evaluation_appeals USING btree (evaluation_id, run, scenario_id)
CREATE UNIQUE INDEX evaluation_appeals_pkey ON public.evaluation_appeals USING btree (id)
CREATE UNIQUE INDEX evaluation_evidence_pkey ON public.evaluation_evidence USING btree (result_id, leaf, "position")
CREATE UNIQUE INDEX evaluation_results_evaluation_id_run_scenario_id_key ON public.evaluation_results USING btree (evaluation_id, run, scenario_id)
CREATE UNIQUE INDEX evaluation_results_pkey ON public.evaluation_results USING btree (id)
CREATE UNIQUE INDEX evaluation_runs_pkey ON public.evaluation_runs USING btree (evaluation_id, number)
CREATE UNIQUE INDEX evaluation_subjects_pkey ON public.evaluation_subjects USING btree (evaluation_id, scenario_id)
CREATE UNIQUE INDEX evaluations_code_key ON public.evaluations USING btree (code)
CREATE UNIQUE INDEX evaluations_pkey ON public.evaluations USING btree (id)
CREATE UNIQUE INDEX expert_employers_pkey ON public.expert_employers USING btree (user_id, organisation_id)
CREATE UNIQUE INDEX experts_pkey ON public.experts USING btree (user_id)
CREATE UNIQUE INDEX files_pkey ON public.files USING btree (id)
CREATE UNIQUE INDEX form_drafts_pkey ON public.form_drafts USING btree (user_id, key)
CREATE UNIQUE INDEX idempotency_keys_pkey ON public.idempotency_keys USING btree (scope, key)
CREATE UNIQUE INDEX imports_pkey ON public.imports USING btree (id)
CREATE UNIQUE INDEX indicators_name ON public.indicators USING btree (project_id, name)
CREATE UNIQUE INDEX indicators_pkey ON public.indicators USING btree (id)
CREATE UNIQUE INDEX indicators_project_id_position_key ON public.indicators USING btree (project_id, "position")
CREATE UNIQUE INDEX intent_contacts_pkey ON public.intent_contacts USING btree (intent_id)
CREATE UNIQUE INDEX intents_one_open ON public.intents USING btree (opening_id, organisation_id) WHERE (state = ANY (ARRAY['expressed'::text, 'talking'::text, 'letter_signed'::text, 'contracted'::text]))
CREATE UNIQUE INDEX intents_pkey ON public.intents USING btree (id)
CREATE UNIQUE INDEX invitations_code_hash_key ON public.invitations USING btree (code_hash)
CREATE UNIQUE INDEX invitations_pkey ON public.invitations USING btree (id)
CREATE UNIQUE INDEX journal_head_pkey ON public.journal_head USING btree (one)
CREATE UNIQUE INDEX journal_personal_pkey ON public.journal_personal USING btree (seq, path)
CREATE UNIQUE INDEX journal_records_pkey ON public.journal_records USING btree (seq)
CREATE UNIQUE INDEX landings_one_live ON public.landings USING btree (organisation_id) WHERE (state = ANY (ARRAY['reported'::text, 'confirmed'::text]))
CREATE UNIQUE INDEX landings_pkey ON public.landings USING btree (id)
CREATE UNIQUE INDEX libraries_key_key ON public.libraries USING btree (key)
CREATE UNIQUE INDEX libraries_pkey ON public.libraries USING btree (id)
CREATE UNIQUE INDEX library_entries_one ON public.library_entries USING btree (library_id, scenario_id) WHERE (left_at IS NULL)
CREATE UNIQUE INDEX library_entries_pkey ON public.library_entries USING btree (id)
CREATE UNIQUE INDEX list_items_pkey ON public.list_items USING btree (list_id, scenario_id)
CREATE UNIQUE INDEX lists_code_key ON public.lists USING btree (code)
CREATE UNIQUE INDEX lists_pack_key_key ON public.lists USING btree (pack_key)
CREATE UNIQUE INDEX lists_pkey ON public.lists USING btree (id)
CREATE UNIQUE INDEX match_weight_uses_pkey ON public.match_weight_uses USING btree (id)
CREATE UNIQUE INDEX match_weights_pkey ON public.match_weights USING btree (version)
CREATE UNIQUE INDEX matching_changes_pkey ON public.matching_changes USING btree (seq)
CREATE UNIQUE INDEX matching_unmet_pkey ON public.matching_unmet USING btree (id)
CREATE UNIQUE INDEX milestones_pkey ON public.milestones USING btree (id)
CREATE UNIQUE INDEX milestones_project_id_position_key ON public.milestones USING btree (project_id, "position")
CREATE UNIQUE INDEX notifications_pkey ON public.notifications USING btree (id)
CREATE UNIQUE INDEX openings_pkey ON public.openings USING btree (id)
CREATE UNIQUE INDEX openings_scenario_id_position_key ON public.openings USING btree (scenario_id, "position")
CREATE UNIQUE INDEX organisation_members_pkey ON public.organisation_members USING btree (organisation_id, user_id)
CREATE UNIQUE INDEX organisations_credit_code_key ON public.organisations USING btree (credit_code)
CREATE UNIQUE INDEX organisations_pack_key_key ON public.organisations USING btree (pack_key)
CREATE UNIQUE INDEX organisations_pkey ON public.organisations USING btree (id)
CREATE UNIQUE INDEX project_capabilities_pkey ON public.project_capabilities USING btree (project_id, capability_id)
CREATE UNIQUE INDEX project_files_milestone ON public.project_files USING btree (milestone_id)
CREATE UNIQUE INDEX project_files_pkey ON public.project_files USING btree (id)
CREATE UNIQUE INDEX project_files_reading ON public.project_files USING btree (reading_id)
CREATE UNIQUE INDEX project_follow_ups_pkey ON public.project_follow_ups USING btree (id)
CREATE UNIQUE INDEX project_follow_ups_project_id_months_side_key ON public.project_follow_ups USING btree (project_id, months, side)
CREATE UNIQUE INDEX projects_code_key ON public.projects USING btree (code)
CREATE UNIQUE INDEX projects_pkey ON public.projects USING btree (id)
CREATE UNIQUE INDEX promotion_decisions_one_open ON public.promotion_decisions USING btree (promotion_id) WHERE (state = 'proposed'::text)
CREATE UNIQUE INDEX promotion_decisions_pkey ON public.promotion_decisions USING btree (id)
CREATE UNIQUE INDEX promotion_dossiers_pkey ON public.promotion_dossiers USING btree (promotion_id)
CREATE UNIQUE INDEX promotion_evidence_pkey ON public.promotion_evidence USING btree (id)
CREATE UNIQUE INDEX promotion_evidence_promotion_id_kind_subject_id_key ON public.promotion_evidence USING btree (promotion_id, kind, subject_id)
CREATE UNIQUE INDEX promotions_code_key ON public.promotions USING btree (code)
CREATE UNIQUE INDEX promotions_one_open ON public.promotions USING btree (scenario_id) WHERE ((applied_at IS NOT NULL) AND (state = ANY (ARRAY['draft'::text, 'applied'::text, 'checked'::text, 'in_review'::text, 'publicised'::text])))
CREATE UNIQUE INDEX promotions_pkey ON public.promotions USING btree (id)
CREATE UNIQUE INDEX readings_corrects ON public.readings USING btree (corrects_id)
CREATE UNIQUE INDEX readings_one_a_day ON public.readings USING btree (indicator_id, day) WHERE (state <> 'corrected'::text)
CREATE UNIQUE INDEX readings_pkey ON public.readings USING btree (id)
CREATE UNIQUE INDEX requirements_pkey ON public.requirements USING btree (id)
CREATE UNIQUE INDEX review_sheets_pkey ON public.review_sheets USING btree (review_id)
CREATE UNIQUE INDEX reviews_item_id_expert_id_key ON public.reviews USING btree (item_id, expert_id)
CREATE UNIQUE INDEX reviews_pkey ON public.reviews USING btree (id)
CREATE UNIQUE INDEX round_decisions_pkey ON public.round_decisions USING btree (item_id)
CREATE UNIQUE INDEX round_experts_pkey ON public.round_experts USING btree (id)
CREATE UNIQUE INDEX round_experts_round_id_expert_id_key ON public.round_experts USING btree (round_id, expert_id)
CREATE UNIQUE INDEX round_items_one_open ON public.round_items USING btree (scenario_id) WHERE open
CREATE UNIQUE INDEX round_items_pkey ON public.round_items USING btree (id)
CREATE UNIQUE INDEX round_items_round_id_scenario_id_key ON public.round_items USING btree (round_id, scenario_id)
CREATE UNIQUE INDEX round_recommendations_pkey ON public.round_recommendations USING btree (item_id)
CREATE UNIQUE INDEX round_results_pkey ON public.round_results USING btree (item_id)
CREATE UNIQUE INDEX round_snapshots_pkey ON public.round_snapshots USING btree (round_id)
CREATE UNIQUE INDEX rounds_code_key ON public.rounds USING btree (code)
CREATE UNIQUE INDEX rounds_pkey ON public.rounds USING btree (id)
CREATE UNIQUE INDEX scenario_clearances_pkey ON public.scenario_clearances USING btree (id)
CREATE UNIQUE INDEX scenario_comments_pkey ON public.scenario_comments USING btree (id)
CREATE UNIQUE INDEX scenario_contacts_pkey ON public.scenario_contacts USING btree (scenario_id)
CREATE UNIQUE INDEX scenario_decisions_one_open ON public.scenario_decisions USING btree (scenario_id) WHERE (state = 'proposed'::text)
CREATE UNIQUE INDEX scenario_decisions_pkey ON public.scenario_decisions USING btree (id)
CREATE UNIQUE INDEX scenario_files_pkey ON public.scenario_files USING btree (scenario_id, file_id)
CREATE UNIQUE INDEX scenarios_code_key ON public.scenarios USING btree (code)
CREATE UNIQUE INDEX scenarios_pack_key_key ON public.scenarios USING btree (pack_key)
CREATE UNIQUE INDEX scenarios_pkey ON public.scenarios USING btree (id)
CREATE UNIQUE INDEX security_events_pkey ON public.security_events USING btree (id)
CREATE UNIQUE INDEX services_once ON public.services USING btree (organisation_id, kind, served_on, COALESCE(by_organisation_id, recorded_by)) WHERE (state <> 'withdrawn'::text)
CREATE UNIQUE INDEX services_pkey ON public.services USING btree (id)
CREATE UNIQUE INDEX sessions_pkey ON public.sessions USING btree (id)
CREATE UNIQUE INDEX sessions_token_hash_key ON public.sessions USING btree (token_hash)
CREATE UNIQUE INDEX sign_in_failures_pkey ON public.sign_in_failures USING btree (subject)
CREATE UNIQUE INDEX state_changes_pkey ON public.state_changes USING btree (id)
CREATE UNIQUE INDEX unified_flows_pkey ON public.unified_flows USING btree (state_hash)
CREATE UNIQUE INDEX unified_identities_pkey ON public.unified_identities USING btree (issuer, subject)
CREATE UNIQUE INDEX users_email_key ON public.users USING btree (email)
CREATE UNIQUE INDEX users_mobile_key ON public.users USING btree (mobile)
CREATE UNIQUE INDEX users_pkey ON public.users USING btree (id)
CREATE UNIQUE INDEX verification_codes_pkey ON public.verification_codes USING btree (id)

-- row-level security
agreement_addenda: enabled true, forced true
agreement_addendum_signatures: enabled true, forced true
agreement_files: enabled true, forced true
agreement_openings: enabled true, forced true
agreement_parties: enabled true, forced true
agreements: enabled true, forced true
api_tokens: enabled true, forced true
app_clock: enabled false, forced false
call_extensions: enabled true, forced true
call_files: enabled true, forced true
calls: enabled true, forced true
capabilities: enabled true, forced true
capability_files: enabled true, forced true
capability_measures: enabled true, forced true
capability_proofs: enabled true, forced true
code_counters: enabled true, forced true
consents: enabled true, forced true
contact_reads: enabled true, forced true
credentials: enabled true, forced true
evaluation_appeals: enabled true, forced true
evaluation_evidence: enabled true, forced true
evaluation_results: enabled true, forced true
evaluation_runs: enabled true, forced true
evaluation_subjects: enabled true, forced true
evaluations: enabled true, forced true
expert_employers: enabled true, forced true
experts: enabled true, forced true
files: enabled true, forced true
form_drafts: enabled true, forced true
idempotency_keys: enabled true, forced true
imports: enabled true, forced true
indicators: enabled true, forced true
intent_contacts: enabled true, forced true
intents: enabled true, forced true
invitations: enabled true, forced true
journal_head: enabled true, forced true
journal_personal: enabled true, forced true
journal_records: enabled true, forced true
landings: enabled true, forced true
libraries: enabled true, forced true
library_entries: enabled true, forced true
list_items: enabled true, forced true
lists: enabled true, forced true
match_weight_uses: enabled true, forced true
match_weights: enabled true, forced true
matching_changes: enabled true, forced true
matching_unmet: enabled true, forced true
milestones: enabled true, forced true
notifications: enabled true, forced true
openings: enabled true, forced true
organisation_members: enabled true, forced true
organisations: enabled true, forced true
project_capabilities: enabled true, forced true
project_files: enabled true, forced true
project_follow_ups: enabled true, forced true
projects: enabled true, forced true
promotion_decisions: enabled true, forced true
promotion_dossiers: enabled true, forced true
promotion_evidence: enabled true, forced true
promotions: enabled true, forced true
readings: enabled true, forced true
requirements: enabled true, forced true
review_sheets: enabled true, forced true
reviews: enabled true, forced true
round_decisions: enabled true, forced true
round_experts: enabled true, forced true
round_items: enabled true, forced true
round_recommendations: enabled true, forced true
round_results: enabled true, forced true
round_snapshots: enabled true, forced true
rounds: enabled true, forced true
scenario_clearances: enabled true, forced true
scenario_comments: enabled true, forced true
scenario_contacts: enabled true, forced true
scenario_decisions: enabled true, forced true
scenario_files: enabled true, forced true
scenarios: enabled true, forced true
security_events: enabled true, forced true
services: enabled true, forced true
sessions: enabled true, forced true
sign_in_failures: enabled true, forced true
state_changes: enabled true, forced true
unified_flows: enabled true, forced true
unified_identities: enabled true, forced true
users: enabled true, forced true
verification_codes: enabled true, forced true

-- policies
agreement_addenda: agreement_addenda_own for ALL to scenario_app using (EXISTS ( SELECT 1 FROM agreements a WHERE ((a.id = agreement_addenda.agreement_id) AND ((a.party_ids && ( SELECT app_orgs() AS app_orgs)) OR ( SELECT app_has('system'::text) AS app_has)))))
agreement_addenda: agreement_addenda_seen for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM agreements a WHERE (a.id = agreement_addenda.agreement_id)))
agreement_addendum_signatures: agreement_addendum_signatures_add for INSERT to scenario_app check (( SELECT app_has('system'::text) AS app_has) OR ((signed_by = ( SELECT app_user() AS app_user)) AND (organisation_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) AND (EXISTS ( SELECT 1 FROM agreement_addenda d WHERE (d.id = agreement_addendum_signatures.addendum_id)))))
agreement_addendum_signatures: agreement_addendum_signatures_remove for DELETE to scenario_app using ( SELECT app_has('system'::text) AS app_has)
agreement_addendum_signatures: agreement_addendum_signatures_seen for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM agreement_addenda d WHERE (d.id = agreement_addendum_signatures.addendum_id)))
agreement_files: agreement_files_own for ALL to scenario_app using (EXISTS ( SELECT 1 FROM agreements a WHERE ((a.id = agreement_files.agreement_id) AND ((a.party_ids && ( SELECT app_orgs() AS app_orgs)) OR ( SELECT app_has('system'::text) AS app_has)))))
agreement_files: agreement_files_seen for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM agreements a WHERE ((a.id = agreement_files.agreement_id) AND (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR (( SELECT app_has('district_operator'::text) AS app_has) AND (a.owner_district = ( SELECT app_district() AS app_district)))))))
agreement_openings: agreement_openings_own for ALL to scenario_app using (EXISTS ( SELECT 1 FROM agreements a WHERE ((a.id = agreement_openings.agreement_id) AND ((a.party_ids && ( SELECT app_orgs() AS app_orgs)) OR ( SELECT app_has('system'::text) AS app_has)))))
agreement_openings: agreement_openings_seen for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM agreements a WHERE (a.id = agreement_openings.agreement_id)))
agreement_parties: agreement_parties_own for ALL to scenario_app using (EXISTS ( SELECT 1 FROM agreements a WHERE ((a.id = agreement_parties.agreement_id) AND ((a.party_ids && ( SELECT app_orgs() AS app_orgs)) OR ( SELECT app_has('system'::text) AS app_has))))) check (( SELECT app_has('system'::text) AS app_has) OR ((EXISTS ( SELECT 1 FROM agreements a WHERE ((a.id = agreement_parties.agreement_id) AND (a.party_ids && ( SELECT app_orgs() AS app_orgs))))) AND ((signed_by IS NULL) OR ((signed_by = ( SELECT app_user() AS app_user)) AND (organisation_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))))))
agreement_parties: agreement_parties_seen for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM agreements a WHERE (a.id = agreement_parties.agreement_id)))
agreements: agreements_add for INSERT to scenario_app check (( SELECT app_has('system'::text) AS app_has) OR ((party_ids && ( SELECT app_orgs() AS app_orgs)) AND (created_by = ( SELECT app_user() AS app_user)) AND (state = 'drafting'::text) AND (code IS NULL) AND (signed_at IS NULL)))
agreements: agreements_change for UPDATE to scenario_app using ((party_ids && ( SELECT app_orgs() AS app_orgs)) OR ( SELECT app_has('system'::text) AS app_has))
agreements: agreements_read for SELECT to scenario_app using ((party_ids && ( SELECT app_orgs() AS app_orgs)) OR ((code IS NOT NULL) AND (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR (( SELECT app_has('district_operator'::text) AS app_has) AND (owner_district = ( SELECT app_district() AS app_district))))) OR ((signed_at IS NOT NULL) AND ( SELECT app_has('leader'::text) AS app_has)) OR ( SELECT app_has('system'::text) AS app_has))
agreements: agreements_remove for DELETE to scenario_app using ( SELECT app_has('system'::text) AS app_has)
api_tokens: api_tokens_definer for ALL to scenario_definer using true
api_tokens: api_tokens_system for ALL to scenario_app using ( SELECT app_has('system'::text) AS app_has)
call_extensions: call_extensions_public for SELECT to scenario_public using (EXISTS ( SELECT 1 FROM calls c WHERE (c.id = call_extensions.call_id)))
call_extensions: call_extensions_seen for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM calls c WHERE (c.id = call_extensions.call_id)))
call_extensions: call_extensions_write for ALL to scenario_app using (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
call_files: call_files_public for SELECT to scenario_public using (EXISTS ( SELECT 1 FROM calls c WHERE (c.id = call_files.call_id)))
call_files: call_files_seen for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM calls c WHERE (c.id = call_files.call_id)))
call_files: call_files_write for ALL to scenario_app using (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
calls: calls_public for SELECT to scenario_public using is_public
calls: calls_read for SELECT to scenario_app using (is_public OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
calls: calls_write for ALL to scenario_app using (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
capabilities: capabilities_change for UPDATE to scenario_app using ((organisation_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
capabilities: capabilities_definer for ALL to scenario_definer using true
capabilities: capabilities_public for SELECT to scenario_public using is_public
capabilities: capabilities_read for SELECT to scenario_app using (is_public OR (organisation_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ((state = ANY (ARRAY['published'::text, 'stale'::text])) AND (visibility = 'members'::text) AND (( SELECT app_has('verified_member'::text) AS app_has) OR ( SELECT app_has('broker'::text) AS app_has))) OR ((state <> 'draft'::text) AND (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR ((( SELECT app_has('leader'::text) AS app_has) OR ( SELECT app_has('district_operator'::text) AS app_has)) AND (id IN ( SELECT u.capability_id FROM capability_uses u))))) OR ( SELECT app_has('system'::text) AS app_has))
capabilities: capabilities_remove for DELETE to scenario_app using ( SELECT app_has('system'::text) AS app_has)
capabilities: capabilities_write for INSERT to scenario_app check (((organisation_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) AND (state = 'draft'::text) AND (NOT synthetic)) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
capability_files: capability_files_own for ALL to scenario_app using (EXISTS ( SELECT 1 FROM capabilities c WHERE ((c.id = capability_files.capability_id) AND ((c.organisation_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('system'::text) AS app_has)))))
capability_files: capability_files_public for SELECT to scenario_public using (EXISTS ( SELECT 1 FROM capabilities c WHERE (c.id = capability_files.capability_id)))
capability_files: capability_files_seen for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM capabilities c WHERE (c.id = capability_files.capability_id)))
capability_measures: capability_measures_own for ALL to scenario_app using (EXISTS ( SELECT 1 FROM capabilities c WHERE ((c.id = capability_measures.capability_id) AND ((c.organisation_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('system'::text) AS app_has)))))
capability_measures: capability_measures_public for SELECT to scenario_public using (EXISTS ( SELECT 1 FROM capabilities c WHERE (c.id = capability_measures.capability_id)))
capability_measures: capability_measures_seen for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM capabilities c WHERE (c.id = capability_measures.capability_id)))
capability_proofs: capability_proofs_add for INSERT to scenario_app check (( SELECT app_has('system'::text) AS app_has) OR ((confirmed_at IS NULL) AND (declined_at IS NULL) AND (EXISTS ( SELECT 1 FROM capabilities c WHERE ((c.id = capability_proofs.capability_id) AND (c.organisation_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])))))))
capability_proofs: capability_proofs_definer for ALL to scenario_definer using true
capability_proofs: capability_proofs_place for UPDATE to scenario_app using (EXISTS ( SELECT 1 FROM capabilities c WHERE ((c.id = capability_proofs.capability_id) AND ((c.organisation_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('system'::text) AS app_has)))))
capability_proofs: capability_proofs_public for SELECT to scenario_public using (EXISTS ( SELECT 1 FROM capabilities c WHERE (c.id = capability_proofs.capability_id)))
capability_proofs: capability_proofs_remove for DELETE to scenario_app using (EXISTS ( SELECT 1 FROM capabilities c WHERE ((c.id = capability_proofs.capability_id) AND ((c.organisation_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('system'::text) AS app_has)))))
capability_proofs: capability_proofs_seen for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM capabilities c WHERE (c.id = capability_proofs.capability_id)))
code_counters: code_counters_system for ALL to scenario_app using ( SELECT app_has('system'::text) AS app_has)
consents: consents_definer for ALL to scenario_definer using true
consents: consents_own for ALL to scenario_app using ((user_id = ( SELECT app_user() AS app_user)) OR ( SELECT app_has('system'::text) AS app_has))
contact_reads: contact_reads_add for INSERT to scenario_app check (user_id = ( SELECT app_user() AS app_user))
contact_reads: contact_reads_read for SELECT to scenario_app using ((user_id = ( SELECT app_user() AS app_user)) OR ( SELECT app_has('security_auditor'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has))
credentials: credentials_definer for ALL to scenario_definer using true
credentials: credentials_system for ALL to scenario_app using ( SELECT app_has('system'::text) AS app_has)
evaluation_appeals: evaluation_appeals_answer for UPDATE to scenario_app using (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has)) check (( SELECT app_has('system'::text) AS app_has) OR ((answered_by = ( SELECT app_user() AS app_user)) AND (NOT (organisation_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])))))
evaluation_appeals: evaluation_appeals_file for INSERT to scenario_app check (( SELECT app_has('system'::text) AS app_has) OR ((organisation_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) AND (filed_by = ( SELECT app_user() AS app_user)) AND (state = 'filed'::text)))
evaluation_appeals: evaluation_appeals_inside for SELECT to scenario_app using (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
evaluation_appeals: evaluation_appeals_own for SELECT to scenario_app using (organisation_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))
evaluation_appeals: evaluation_appeals_remove for DELETE to scenario_app using ( SELECT app_has('system'::text) AS app_has)
evaluation_evidence: evaluation_evidence_add for INSERT to scenario_app check (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
evaluation_evidence: evaluation_evidence_inside for SELECT to scenario_app using (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
evaluation_evidence: evaluation_evidence_remove for DELETE to scenario_app using ( SELECT app_has('system'::text) AS app_has)
evaluation_evidence: evaluation_evidence_shown for SELECT to scenario_app using ((EXISTS ( SELECT 1 FROM evaluation_results r WHERE (r.id = evaluation_evidence.result_id))) AND CASE type WHEN 'agreement'::text THEN (EXISTS ( SELECT 1 FROM agreements a WHERE (a.id = evaluation_evidence.row_id))) WHEN 'intent'::text THEN (EXISTS ( SELECT 1 FROM intents i WHERE (i.id = evaluation_evidence.row_id))) WHEN 'project'::text THEN (EXISTS ( SELECT 1 FROM projects p WHERE (p.id = evaluation_evidence.row_id))) WHEN 'milestone'::text THEN (EXISTS ( SELECT 1 FROM milestones m WHERE (m.id = evaluation_evidence.row_id))) WHEN 'indicator'::text THEN (EXISTS ( SELECT 1 FROM indicators i WHERE (i.id = evaluation_evidence.row_id))) WHEN 'reading'::text THEN (EXISTS ( SELECT 1 FROM readings r WHERE (r.id = evaluation_evidence.row_id))) WHEN 'capability'::text THEN (EXISTS ( SELECT 1 FROM project_capabilities c WHERE (c.capability_id = evaluation_evidence.row_id))) ELSE (EXISTS ( SELECT 1 FROM scenarios s WHERE (s.id = evaluation_evidence.row_id))) END)
evaluation_results: evaluation_results_add for INSERT to scenario_app check (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
evaluation_results: evaluation_results_change for UPDATE to scenario_app using (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
evaluation_results: evaluation_results_inside for SELECT to scenario_app using (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
evaluation_results: evaluation_results_public for SELECT to scenario_public using ((shown = 'published'::text) AND (EXISTS ( SELECT 1 FROM evaluation_subjects s WHERE ((s.evaluation_id = evaluation_results.evaluation_id) AND (s.scenario_id = evaluation_results.scenario_id)))))
evaluation_results: evaluation_results_remove for DELETE to scenario_app using ( SELECT app_has('system'::text) AS app_has)
evaluation_results: evaluation_results_shown for SELECT to scenario_app using (((shown = 'published'::text) AND (EXISTS ( SELECT 1 FROM evaluation_subjects s WHERE ((s.evaluation_id = evaluation_results.evaluation_id) AND (s.scenario_id = evaluation_results.scenario_id))))) OR ((shown = 'parties'::text) AND (EXISTS ( SELECT 1 FROM evaluation_subjects s WHERE ((s.evaluation_id = evaluation_results.evaluation_id) AND (s.scenario_id = evaluation_results.scenario_id) AND ((s.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (s.provider_ids && ( SELECT app_orgs() AS app_orgs))))))))
evaluation_runs: evaluation_runs_add for INSERT to scenario_app check (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
evaluation_runs: evaluation_runs_inside for SELECT to scenario_app using (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
evaluation_runs: evaluation_runs_remove for DELETE to scenario_app using ( SELECT app_has('system'::text) AS app_has)
evaluation_runs: evaluation_runs_shown for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM evaluation_results r WHERE ((r.evaluation_id = evaluation_runs.evaluation_id) AND (r.run = evaluation_runs.number))))
evaluation_subjects: evaluation_subjects_add for INSERT to scenario_app check (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
evaluation_subjects: evaluation_subjects_change for UPDATE to scenario_app using (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
evaluation_subjects: evaluation_subjects_choose for DELETE to scenario_app using (( SELECT app_has('operator'::text) AS app_has) AND (shown = 'inside'::text))
evaluation_subjects: evaluation_subjects_inside for SELECT to scenario_app using (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
evaluation_subjects: evaluation_subjects_parties for SELECT to scenario_app using (((shown <> 'inside'::text) AND ((owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (provider_ids && ( SELECT app_orgs() AS app_orgs)))) OR ((shown = 'published'::text) AND (EXISTS ( SELECT 1 FROM scenarios s WHERE (s.id = evaluation_subjects.scenario_id)))))
evaluation_subjects: evaluation_subjects_public for SELECT to scenario_public using ((shown = 'published'::text) AND (EXISTS ( SELECT 1 FROM scenarios s WHERE (s.id = evaluation_subjects.scenario_id))))
evaluation_subjects: evaluation_subjects_remove for DELETE to scenario_app using ( SELECT app_has('system'::text) AS app_has)
evaluations: evaluations_add for INSERT to scenario_app check (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
evaluations: evaluations_change for UPDATE to scenario_app using (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
evaluations: evaluations_inside for SELECT to scenario_app using (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
evaluations: evaluations_public for SELECT to scenario_public using ((state = 'published'::text) AND (EXISTS ( SELECT 1 FROM evaluation_subjects s WHERE (s.evaluation_id = evaluations.id))))
evaluations: evaluations_remove for DELETE to scenario_app using ( SELECT app_has('system'::text) AS app_has)
evaluations: evaluations_shown for SELECT to scenario_app using ((state = ANY (ARRAY['in_appeal'::text, 'published'::text])) AND (EXISTS ( SELECT 1 FROM evaluation_subjects s WHERE (s.evaluation_id = evaluations.id))))
expert_employers: expert_employers_definer for SELECT to scenario_definer using true
expert_employers: expert_employers_read for SELECT to scenario_app using ((user_id = ( SELECT app_user() AS app_user)) OR ( SELECT app_has('operator'::text) AS app_has))
expert_employers: expert_employers_system for ALL to scenario_app using ( SELECT app_has('system'::text) AS app_has)
expert_employers: expert_employers_write for ALL to scenario_app using (user_id = ( SELECT app_user() AS app_user))
experts: experts_add for INSERT to scenario_app check ((user_id = ( SELECT app_user() AS app_user)) AND ( SELECT app_has('expert'::text) AS app_has))
experts: experts_change for UPDATE to scenario_app using (user_id = ( SELECT app_user() AS app_user))
experts: experts_read for SELECT to scenario_app using ((user_id = ( SELECT app_user() AS app_user)) OR ( SELECT app_has('operator'::text) AS app_has))
experts: experts_system for ALL to scenario_app using ( SELECT app_has('system'::text) AS app_has)
files: files_add for INSERT to scenario_app check ((uploaded_by = ( SELECT app_user() AS app_user)) OR ( SELECT app_has('system'::text) AS app_has))
files: files_public for SELECT to scenario_public using ((EXISTS ( SELECT 1 FROM scenario_files f WHERE ((f.file_id = files.id) AND (f.purpose = 'material'::text)))) OR (EXISTS ( SELECT 1 FROM capability_files f WHERE (f.file_id = files.id))) OR (EXISTS ( SELECT 1 FROM call_files f WHERE (f.file_id = files.id))))
files: files_remove for DELETE to scenario_app using ((uploaded_by = ( SELECT app_user() AS app_user)) OR ( SELECT app_has('system'::text) AS app_has))
files: files_seen for SELECT to scenario_app using ((uploaded_by = ( SELECT app_user() AS app_user)) OR ( SELECT app_has('system'::text) AS app_has) OR (EXISTS ( SELECT 1 FROM (scenario_files f JOIN scenarios s ON ((s.id = f.scenario_id))) WHERE ((f.file_id = files.id) AND ((f.purpose = 'material'::text) OR (s.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR (( SELECT app_has('district_operator'::text) AS app_has) AND ((s.owner_district = ( SELECT app_district() AS app_district)) OR (( SELECT app_district() AS app_district) = ANY (s.districts)))))))) OR (EXISTS ( SELECT 1 FROM capability_files f WHERE (f.file_id = files.id))) OR (EXISTS ( SELECT 1 FROM scenario_clearances c WHERE (c.file_id = files.id))) OR (EXISTS ( SELECT 1 FROM call_files f WHERE (f.file_id = files.id))) OR (EXISTS ( SELECT 1 FROM agreement_files f WHERE (f.file_id = files.id))) OR (EXISTS ( SELECT 1 FROM project_files f WHERE (f.file_id = files.id))) OR (EXISTS ( SELECT 1 FROM promotion_evidence e WHERE (e.file_id = files.id))) OR (EXISTS ( SELECT 1 FROM evaluation_appeals a WHERE (a.file_id = files.id))) OR (EXISTS ( SELECT 1 FROM services v WHERE (v.file_id = files.id))) OR (EXISTS ( SELECT 1 FROM landings l WHERE (l.file_id = files.id))))
form_drafts: form_drafts_own for ALL to scenario_app using (user_id = ( SELECT app_user() AS app_user))
idempotency_keys: idempotency_keys_system for ALL to scenario_app using ( SELECT app_has('system'::text) AS app_has)
imports: imports_own for ALL to scenario_app using ((user_id = ( SELECT app_user() AS app_user)) OR ( SELECT app_has('system'::text) AS app_has))
indicators: indicators_own for ALL to scenario_app using (EXISTS ( SELECT 1 FROM projects p WHERE ((p.id = indicators.project_id) AND ((p.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (p.provider_ids && ( SELECT app_orgs() AS app_orgs)) OR ( SELECT app_has('system'::text) AS app_has)))))
indicators: indicators_seen for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM projects p WHERE (p.id = indicators.project_id)))
intent_contacts: intent_contacts_parties for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM intents i WHERE ((i.id = intent_contacts.intent_id) AND ((i.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (i.organisation_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has)))))
intent_contacts: intent_contacts_write for ALL to scenario_app using (EXISTS ( SELECT 1 FROM intents i WHERE ((i.id = intent_contacts.intent_id) AND ((i.organisation_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('system'::text) AS app_has)))))
intents: intents_answer for UPDATE to scenario_app using ((owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (organisation_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('system'::text) AS app_has))
intents: intents_express for INSERT to scenario_app check (( SELECT app_has('system'::text) AS app_has) OR ((organisation_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) AND (expressed_by = ( SELECT app_user() AS app_user)) AND (state = 'expressed'::text)))
intents: intents_parties for SELECT to scenario_app using ((owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (organisation_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR ( SELECT app_has('leader'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has) OR (( SELECT app_has('district_operator'::text) AS app_has) AND (owner_district = ( SELECT app_district() AS app_district))))
intents: intents_remove for DELETE to scenario_app using ( SELECT app_has('system'::text) AS app_has)
invitations: invitations_own for ALL to scenario_app using ((organisation_id = ANY (( SELECT app_admin_orgs() AS app_admin_orgs)::uuid[])) OR ( SELECT app_has('system'::text) AS app_has))
journal_head: journal_head_move for UPDATE to scenario_app using true check (EXISTS ( SELECT 1 FROM journal_records r WHERE ((r.seq = journal_head.seq) AND (r.hash = journal_head.hash))))
journal_head: journal_head_read for SELECT to scenario_app using true
journal_personal: journal_personal_add for INSERT to scenario_app check (EXISTS ( SELECT 1 FROM journal_records r WHERE ((r.seq = journal_personal.seq) AND ((NOT (r.actor_id IS DISTINCT FROM ( SELECT app_user() AS app_user))) OR ( SELECT app_has('system'::text) AS app_has)))))
journal_personal: journal_personal_erase for DELETE to scenario_app using ((person_id = ( SELECT app_user() AS app_user)) OR ( SELECT app_has('system'::text) AS app_has))
journal_personal: journal_personal_read for SELECT to scenario_app using ((person_id = ( SELECT app_user() AS app_user)) OR ( SELECT app_has('system'::text) AS app_has) OR (EXISTS ( SELECT 1 FROM journal_records r WHERE (r.seq = journal_personal.seq))))
journal_records: journal_add for INSERT to scenario_app check ((NOT (actor_id IS DISTINCT FROM ( SELECT app_user() AS app_user))) OR ( SELECT app_has('system'::text) AS app_has))
journal_records: journal_read for SELECT to scenario_app using ((( SELECT app_has('auditor'::text) AS app_has) AND ((subject_type <> ALL (ARRAY['review'::text, 'round_expert'::text])) OR (NOT app_record_blind(subject_type, subject_id)))) OR ( SELECT app_has('system'::text) AS app_has) OR (actor_id = ( SELECT app_user() AS app_user)) OR app_answers_for(subject_type, subject_id))
landings: landings_add for INSERT to scenario_app check (( SELECT app_has('system'::text) AS app_has) OR ((reported_by = ( SELECT app_user() AS app_user)) AND (state = 'reported'::text) AND (decided_by IS NULL) AND (( SELECT app_has('operator'::text) AS app_has) OR (organisation_id = ANY (( SELECT app_admin_orgs() AS app_admin_orgs)::uuid[])) OR (( SELECT app_has('district_operator'::text) AS app_has) AND (EXISTS ( SELECT 1 FROM organisations o WHERE ((o.id = landings.organisation_id) AND (o.district = ( SELECT app_district() AS app_district)))))))))
landings: landings_change for UPDATE to scenario_app using ((( SELECT app_has('operator'::text) AS app_has) AND (NOT (organisation_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])))) OR ( SELECT app_has('system'::text) AS app_has)) check (( SELECT app_has('system'::text) AS app_has) OR (decided_by = ( SELECT app_user() AS app_user)))
landings: landings_read for SELECT to scenario_app using ((organisation_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has) OR ((state = 'confirmed'::text) AND ( SELECT app_has('leader'::text) AS app_has)) OR (( SELECT app_has('district_operator'::text) AS app_has) AND (EXISTS ( SELECT 1 FROM organisations o WHERE ((o.id = landings.organisation_id) AND (o.district = ( SELECT app_district() AS app_district)))))))
landings: landings_remove for DELETE to scenario_app using ( SELECT app_has('system'::text) AS app_has)
libraries: libraries_public for SELECT to scenario_public using true
libraries: libraries_read for SELECT to scenario_app using true
libraries: libraries_write for ALL to scenario_app using ( SELECT app_has('system'::text) AS app_has)
library_entries: library_entries_public for SELECT to scenario_public using (EXISTS ( SELECT 1 FROM scenarios s WHERE (s.id = library_entries.scenario_id)))
library_entries: library_entries_read for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM scenarios s WHERE (s.id = library_entries.scenario_id)))
library_entries: library_entries_write for ALL to scenario_app using (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
list_items: list_items_public for SELECT to scenario_public using (EXISTS ( SELECT 1 FROM lists l WHERE (l.id = list_items.list_id)))
list_items: list_items_read for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM lists l WHERE (l.id = list_items.list_id)))
list_items: list_items_write for ALL to scenario_app using (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
lists: lists_public for SELECT to scenario_public using (state = 'released'::text)
lists: lists_read for SELECT to scenario_app using ((state = 'released'::text) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
lists: lists_write for ALL to scenario_app using (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
match_weight_uses: match_weight_uses_add for INSERT to scenario_app check (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
match_weight_uses: match_weight_uses_public for SELECT to scenario_public using true
match_weight_uses: match_weight_uses_seen for SELECT to scenario_app using true
match_weights: match_weights_add for INSERT to scenario_app check (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
match_weights: match_weights_public for SELECT to scenario_public using true
match_weights: match_weights_seen for SELECT to scenario_app using true
matching_changes: matching_changes_noted for INSERT to scenario_definer check true
matching_changes: matching_changes_system for ALL to scenario_app using ( SELECT app_has('system'::text) AS app_has)
matching_unmet: matching_unmet_seen for SELECT to scenario_app using (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
matching_unmet: matching_unmet_take for ALL to scenario_app using ( SELECT app_has('system'::text) AS app_has)
milestones: milestones_own for ALL to scenario_app using (EXISTS ( SELECT 1 FROM projects p WHERE ((p.id = milestones.project_id) AND ((p.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (p.provider_ids && ( SELECT app_orgs() AS app_orgs)) OR ( SELECT app_has('system'::text) AS app_has)))))
milestones: milestones_seen for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM projects p WHERE (p.id = milestones.project_id)))
notifications: notifications_forget for DELETE to scenario_app using ( SELECT app_has('system'::text) AS app_has)
notifications: notifications_mark for UPDATE to scenario_app using ((user_id = ( SELECT app_user() AS app_user)) OR ( SELECT app_has('system'::text) AS app_has))
notifications: notifications_own for SELECT to scenario_app using ((user_id = ( SELECT app_user() AS app_user)) OR ( SELECT app_has('system'::text) AS app_has))
notifications: notifications_tell for INSERT to scenario_app check true
openings: openings_public for SELECT to scenario_public using (EXISTS ( SELECT 1 FROM scenarios s WHERE (s.id = openings.scenario_id)))
openings: openings_seen for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM scenarios s WHERE (s.id = openings.scenario_id)))
openings: openings_write for ALL to scenario_app using (EXISTS ( SELECT 1 FROM scenarios s WHERE ((s.id = openings.scenario_id) AND ((s.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has)))))
organisation_members: organisation_members_add for INSERT to scenario_app check ((organisation_id = ANY (( SELECT app_admin_orgs() AS app_admin_orgs)::uuid[])) OR ( SELECT app_has('system'::text) AS app_has))
organisation_members: organisation_members_change for UPDATE to scenario_app using ((organisation_id = ANY (( SELECT app_admin_orgs() AS app_admin_orgs)::uuid[])) OR ( SELECT app_has('system'::text) AS app_has))
organisation_members: organisation_members_definer for SELECT to scenario_definer using true
organisation_members: organisation_members_end for DELETE to scenario_app using ((organisation_id = ANY (( SELECT app_admin_orgs() AS app_admin_orgs)::uuid[])) OR (user_id = ( SELECT app_user() AS app_user)) OR ( SELECT app_has('system'::text) AS app_has))
organisation_members: organisation_members_read for SELECT to scenario_app using ((user_id = ( SELECT app_user() AS app_user)) OR (organisation_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('security_admin'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
organisations: organisations_add for INSERT to scenario_app check (((state = 'unverified'::text) AND (pack_key IS NULL) AND (source IS NULL) AND (landed_at IS NULL) AND (NOT synthetic) AND (( SELECT app_user() AS app_user) IS NOT NULL)) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
organisations: organisations_change for UPDATE to scenario_app using ((id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has)) check ((id = ANY (( SELECT app_admin_orgs() AS app_admin_orgs)::uuid[])) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
organisations: organisations_definer for SELECT to scenario_definer using true
organisations: organisations_public for SELECT to scenario_public using (state = 'verified'::text)
organisations: organisations_read for SELECT to scenario_app using ((state = 'verified'::text) OR (id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has) OR (( SELECT app_has('district_operator'::text) AS app_has) AND (district = ( SELECT app_district() AS app_district))))
organisations: organisations_remove for DELETE to scenario_app using ( SELECT app_has('system'::text) AS app_has)
project_capabilities: project_capabilities_definer for SELECT to scenario_definer using true
project_capabilities: project_capabilities_own for ALL to scenario_app using (EXISTS ( SELECT 1 FROM projects p WHERE ((p.id = project_capabilities.project_id) AND ((p.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (p.provider_ids && ( SELECT app_orgs() AS app_orgs)) OR ( SELECT app_has('system'::text) AS app_has)))))
project_capabilities: project_capabilities_seen for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM projects p WHERE (p.id = project_capabilities.project_id)))
project_files: project_files_inside for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM projects p WHERE ((p.id = project_files.project_id) AND ((p.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (p.provider_ids && ( SELECT app_orgs() AS app_orgs)) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has) OR (( SELECT app_has('district_operator'::text) AS app_has) AND (p.owner_district = ( SELECT app_district() AS app_district)))))))
project_files: project_files_own for ALL to scenario_app using (EXISTS ( SELECT 1 FROM projects p WHERE ((p.id = project_files.project_id) AND ((p.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (p.provider_ids && ( SELECT app_orgs() AS app_orgs)) OR ( SELECT app_has('system'::text) AS app_has)))))
project_follow_ups: project_follow_ups_inside for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM projects p WHERE ((p.id = project_follow_ups.project_id) AND ((p.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (p.provider_ids && ( SELECT app_orgs() AS app_orgs)) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has) OR (( SELECT app_has('district_operator'::text) AS app_has) AND (p.owner_district = ( SELECT app_district() AS app_district)))))))
project_follow_ups: project_follow_ups_own for ALL to scenario_app using (EXISTS ( SELECT 1 FROM projects p WHERE ((p.id = project_follow_ups.project_id) AND ((p.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (p.provider_ids && ( SELECT app_orgs() AS app_orgs)) OR ( SELECT app_has('system'::text) AS app_has)))))
projects: projects_add for INSERT to scenario_app check (( SELECT app_has('system'::text) AS app_has) OR (((owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (provider_ids && ( SELECT app_orgs() AS app_orgs))) AND (state = 'planned'::text) AND (created_by = ( SELECT app_user() AS app_user)) AND (accepted_at IS NULL) AND (started_at IS NULL)))
projects: projects_change for UPDATE to scenario_app using ((owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (provider_ids && ( SELECT app_orgs() AS app_orgs)) OR ( SELECT app_has('system'::text) AS app_has)) check (( SELECT app_has('system'::text) AS app_has) OR (state <> 'accepted'::text) OR ((owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) AND (accepted_by = ( SELECT app_user() AS app_user))))
projects: projects_definer for SELECT to scenario_definer using (state = 'accepted'::text)
projects: projects_read for SELECT to scenario_app using ((owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (provider_ids && ( SELECT app_orgs() AS app_orgs)) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has) OR (( SELECT app_has('district_operator'::text) AS app_has) AND (owner_district = ( SELECT app_district() AS app_district))) OR ((started_at IS NOT NULL) AND ( SELECT app_has('leader'::text) AS app_has)))
projects: projects_remove for DELETE to scenario_app using ( SELECT app_has('system'::text) AS app_has)
promotion_decisions: promotion_decisions_inside for SELECT to scenario_app using ((EXISTS ( SELECT 1 FROM promotions p WHERE ((p.id = promotion_decisions.promotion_id) AND ((p.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('system'::text) AS app_has) OR (p.created_by = ( SELECT app_user() AS app_user)) OR ((p.applied_at IS NOT NULL) AND (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR (( SELECT app_has('district_operator'::text) AS app_has) AND (p.owner_district = ( SELECT app_district() AS app_district))))))))) AND ((state = 'consented'::text) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR ( SELECT app_has('district_operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has)))
promotion_decisions: promotion_decisions_propose for INSERT to scenario_app check (( SELECT app_has('system'::text) AS app_has) OR (( SELECT app_has('operator'::text) AS app_has) AND (proposed_by = ( SELECT app_user() AS app_user))))
promotion_decisions: promotion_decisions_remove for DELETE to scenario_app using ( SELECT app_has('system'::text) AS app_has)
promotion_decisions: promotion_decisions_settle for UPDATE to scenario_app using (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has)) check (( SELECT app_has('system'::text) AS app_has) OR (settled_by = ( SELECT app_user() AS app_user)))
promotion_dossiers: promotion_dossiers_inside for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM promotions p WHERE ((p.id = promotion_dossiers.promotion_id) AND ((p.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('system'::text) AS app_has) OR (p.created_by = ( SELECT app_user() AS app_user)) OR ((p.applied_at IS NOT NULL) AND (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR (( SELECT app_has('district_operator'::text) AS app_has) AND (p.owner_district = ( SELECT app_district() AS app_district)))))))))
promotion_dossiers: promotion_dossiers_write for ALL to scenario_app using (EXISTS ( SELECT 1 FROM promotions p WHERE ((p.id = promotion_dossiers.promotion_id) AND ((p.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has)))))
promotion_evidence: promotion_evidence_inside for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM promotions p WHERE ((p.id = promotion_evidence.promotion_id) AND ((p.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('system'::text) AS app_has) OR (p.created_by = ( SELECT app_user() AS app_user)) OR ((p.applied_at IS NOT NULL) AND (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR (( SELECT app_has('district_operator'::text) AS app_has) AND (p.owner_district = ( SELECT app_district() AS app_district)))))))))
promotion_evidence: promotion_evidence_write for ALL to scenario_app using (EXISTS ( SELECT 1 FROM promotions p WHERE ((p.id = promotion_evidence.promotion_id) AND (((p.state = 'draft'::text) AND ((p.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('operator'::text) AS app_has))) OR ( SELECT app_has('system'::text) AS app_has)))))
promotions: promotions_add for INSERT to scenario_app check (( SELECT app_has('system'::text) AS app_has) OR ((state = 'draft'::text) AND (code IS NULL) AND (created_by = ( SELECT app_user() AS app_user)) AND ((owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('operator'::text) AS app_has))))
promotions: promotions_change for UPDATE to scenario_app using ((owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has)) check (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has) OR ((owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) AND (state = ANY (ARRAY['draft'::text, 'applied'::text]))))
promotions: promotions_public for SELECT to scenario_public using is_public
promotions: promotions_read for SELECT to scenario_app using (is_public OR (owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (created_by = ( SELECT app_user() AS app_user)) OR ((applied_at IS NOT NULL) AND (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR (( SELECT app_has('district_operator'::text) AS app_has) AND (owner_district = ( SELECT app_district() AS app_district))))) OR ( SELECT app_has('system'::text) AS app_has))
promotions: promotions_remove for DELETE to scenario_app using (( SELECT app_has('system'::text) AS app_has) OR ((state = 'draft'::text) AND (applied_at IS NULL) AND ((owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (created_by = ( SELECT app_user() AS app_user)))))
readings: readings_inside for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM projects p WHERE ((p.id = readings.project_id) AND ((p.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (p.provider_ids && ( SELECT app_orgs() AS app_orgs)) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has) OR (( SELECT app_has('district_operator'::text) AS app_has) AND (p.owner_district = ( SELECT app_district() AS app_district)))))))
readings: readings_remove for DELETE to scenario_app using ( SELECT app_has('system'::text) AS app_has)
readings: readings_report for INSERT to scenario_app check (( SELECT app_has('system'::text) AS app_has) OR ((state = 'reported'::text) AND (settled_by IS NULL) AND (reported_by = ( SELECT app_user() AS app_user)) AND (reported_for = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) AND (EXISTS ( SELECT 1 FROM projects p WHERE ((p.id = readings.project_id) AND ((p.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (p.provider_ids && ( SELECT app_orgs() AS app_orgs)) OR ( SELECT app_has('system'::text) AS app_has)))))))
readings: readings_settle for UPDATE to scenario_app using ((EXISTS ( SELECT 1 FROM projects p WHERE ((p.id = readings.project_id) AND ((p.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (p.provider_ids && ( SELECT app_orgs() AS app_orgs)) OR ( SELECT app_has('system'::text) AS app_has))))) OR ( SELECT app_has('operator'::text) AS app_has)) check (( SELECT app_has('system'::text) AS app_has) OR ((state = 'upheld'::text) AND ( SELECT app_has('operator'::text) AS app_has)) OR (state = ANY (ARRAY['disputed'::text, 'corrected'::text])) OR ((state = 'confirmed'::text) AND (settled_by = ( SELECT app_user() AS app_user)) AND (EXISTS ( SELECT 1 FROM projects p WHERE ((p.id = readings.project_id) AND CASE readings.side WHEN 'owner'::text THEN ((p.provider_ids && ( SELECT app_orgs() AS app_orgs)) AND (NOT (p.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])))) ELSE ((p.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) AND (NOT (p.provider_ids && ( SELECT app_orgs() AS app_orgs)))) END)))))
readings: readings_standing for SELECT to scenario_app using ((state = ANY (ARRAY['confirmed'::text, 'upheld'::text])) AND (EXISTS ( SELECT 1 FROM projects p WHERE (p.id = readings.project_id))))
requirements: requirements_public for SELECT to scenario_public using (EXISTS ( SELECT 1 FROM scenarios s WHERE (s.id = requirements.scenario_id)))
requirements: requirements_seen for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM scenarios s WHERE (s.id = requirements.scenario_id)))
requirements: requirements_write for ALL to scenario_app using (EXISTS ( SELECT 1 FROM scenarios s WHERE ((s.id = requirements.scenario_id) AND ((s.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has)))))
review_sheets: review_sheets_add for INSERT to scenario_app check (EXISTS ( SELECT 1 FROM reviews v WHERE ((v.id = review_sheets.review_id) AND (v.expert_id = ( SELECT app_user() AS app_user)) AND (v.state = ANY (ARRAY['accepted'::text, 'drafting'::text])))))
review_sheets: review_sheets_change for UPDATE to scenario_app using (EXISTS ( SELECT 1 FROM reviews v WHERE ((v.id = review_sheets.review_id) AND (v.expert_id = ( SELECT app_user() AS app_user)) AND (v.state = ANY (ARRAY['accepted'::text, 'drafting'::text])))))
review_sheets: review_sheets_definer for SELECT to scenario_definer using true
review_sheets: review_sheets_read for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM reviews v WHERE ((v.id = review_sheets.review_id) AND (((v.expert_id = ( SELECT app_user() AS app_user)) AND (v.state = ANY (ARRAY['accepted'::text, 'drafting'::text, 'submitted'::text, 'returned'::text]))) OR ((v.expert_id <> ( SELECT app_user() AS app_user)) AND (v.state = 'submitted'::text) AND (v.item_id <> ALL (( SELECT app_unscored_items() AS app_unscored_items)::uuid[])))))))
review_sheets: review_sheets_system for ALL to scenario_app using ( SELECT app_has('system'::text) AS app_has)
reviews: reviews_change for UPDATE to scenario_app using ((expert_id = ( SELECT app_user() AS app_user)) OR ((owner_id <> ALL (( SELECT app_orgs() AS app_orgs)::uuid[])) AND (( SELECT app_has('operator'::text) AS app_has) OR ((round_id = ANY (( SELECT app_chaired() AS app_chaired)::uuid[])) AND (item_id <> ALL (( SELECT app_left_items() AS app_left_items)::uuid[]))))))
reviews: reviews_definer for SELECT to scenario_definer using true
reviews: reviews_invite for INSERT to scenario_app check (( SELECT app_has('operator'::text) AS app_has) AND (state = 'invited'::text) AND (owner_id <> ALL (( SELECT app_orgs() AS app_orgs)::uuid[])))
reviews: reviews_read for SELECT to scenario_app using ((expert_id = ( SELECT app_user() AS app_user)) OR ((owner_id <> ALL (( SELECT app_orgs() AS app_orgs)::uuid[])) AND (( SELECT app_has('operator'::text) AS app_has) OR ((round_id = ANY (( SELECT app_chaired() AS app_chaired)::uuid[])) AND (item_id <> ALL (( SELECT app_left_items() AS app_left_items)::uuid[]))) OR (( SELECT app_has('auditor'::text) AS app_has) AND app_round_out(round_id)))))
reviews: reviews_system for ALL to scenario_app using ( SELECT app_has('system'::text) AS app_has)
round_decisions: round_decisions_add for INSERT to scenario_app check (( SELECT app_has('operator'::text) AS app_has) AND (decided_by = ( SELECT app_user() AS app_user)) AND (owner_id <> ALL (( SELECT app_orgs() AS app_orgs)::uuid[])))
round_decisions: round_decisions_change for UPDATE to scenario_app using (( SELECT app_has('operator'::text) AS app_has) AND (owner_id <> ALL (( SELECT app_orgs() AS app_orgs)::uuid[]))) check (decided_by = ( SELECT app_user() AS app_user))
round_decisions: round_decisions_read for SELECT to scenario_app using ((( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has)) AND (owner_id <> ALL (( SELECT app_orgs() AS app_orgs)::uuid[])))
round_decisions: round_decisions_system for ALL to scenario_app using ( SELECT app_has('system'::text) AS app_has)
round_experts: round_experts_add for INSERT to scenario_app check (( SELECT app_has('operator'::text) AS app_has) AND (undertaken_at IS NULL))
round_experts: round_experts_definer for SELECT to scenario_definer using true
round_experts: round_experts_read for SELECT to scenario_app using ((expert_id = ( SELECT app_user() AS app_user)) OR ( SELECT app_has('operator'::text) AS app_has) OR (round_id = ANY (( SELECT app_chaired() AS app_chaired)::uuid[])) OR (( SELECT app_has('auditor'::text) AS app_has) AND app_round_out(round_id)))
round_experts: round_experts_system for ALL to scenario_app using ( SELECT app_has('system'::text) AS app_has)
round_experts: round_experts_undertake for UPDATE to scenario_app using (expert_id = ( SELECT app_user() AS app_user))
round_items: round_items_add for INSERT to scenario_app check ( SELECT app_has('operator'::text) AS app_has)
round_items: round_items_change for UPDATE to scenario_app using (( SELECT app_has('operator'::text) AS app_has) OR (round_id = ANY (( SELECT app_chaired() AS app_chaired)::uuid[])))
round_items: round_items_definer for SELECT to scenario_definer using true
round_items: round_items_drop for DELETE to scenario_app using ( SELECT app_has('operator'::text) AS app_has)
round_items: round_items_read for SELECT to scenario_app using (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR (id = ANY (( SELECT app_my_items() AS app_my_items)::uuid[])) OR (round_id IN ( SELECT r.id FROM rounds r WHERE (r.chair_id = ( SELECT app_user() AS app_user)))))
round_items: round_items_system for ALL to scenario_app using ( SELECT app_has('system'::text) AS app_has)
round_recommendations: round_recommendations_add for INSERT to scenario_app check ((recommended_by = ( SELECT app_user() AS app_user)) AND (round_id = ANY (( SELECT app_chaired() AS app_chaired)::uuid[])) AND (item_id <> ALL (( SELECT app_left_items() AS app_left_items)::uuid[])))
round_recommendations: round_recommendations_change for UPDATE to scenario_app using ((round_id = ANY (( SELECT app_chaired() AS app_chaired)::uuid[])) AND (item_id <> ALL (( SELECT app_left_items() AS app_left_items)::uuid[]))) check (recommended_by = ( SELECT app_user() AS app_user))
round_recommendations: round_recommendations_read for SELECT to scenario_app using (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR ((round_id = ANY (( SELECT app_chaired() AS app_chaired)::uuid[])) AND (item_id <> ALL (( SELECT app_left_items() AS app_left_items)::uuid[]))) OR (item_id = ANY (( SELECT app_peer_items() AS app_peer_items)::uuid[])))
round_recommendations: round_recommendations_system for ALL to scenario_app using ( SELECT app_has('system'::text) AS app_has)
round_results: round_results_add for INSERT to scenario_app check ( SELECT app_has('operator'::text) AS app_has)
round_results: round_results_read for SELECT to scenario_app using ((owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR (( SELECT app_has('district_operator'::text) AS app_has) AND (owner_district = ( SELECT app_district() AS app_district))))
round_results: round_results_system for ALL to scenario_app using ( SELECT app_has('system'::text) AS app_has)
round_snapshots: round_snapshots_add for INSERT to scenario_app check ( SELECT app_has('operator'::text) AS app_has)
round_snapshots: round_snapshots_read for SELECT to scenario_app using (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has))
round_snapshots: round_snapshots_system for ALL to scenario_app using ( SELECT app_has('system'::text) AS app_has)
rounds: rounds_add for INSERT to scenario_app check ( SELECT app_has('operator'::text) AS app_has)
rounds: rounds_change for UPDATE to scenario_app using (( SELECT app_has('operator'::text) AS app_has) OR (id = ANY (( SELECT app_chaired() AS app_chaired)::uuid[])))
rounds: rounds_definer for SELECT to scenario_definer using true
rounds: rounds_read for SELECT to scenario_app using (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR (id = ANY (( SELECT app_my_rounds() AS app_my_rounds)::uuid[])))
rounds: rounds_system for ALL to scenario_app using ( SELECT app_has('system'::text) AS app_has)
scenario_clearances: scenario_clearances_add for INSERT to scenario_app check (( SELECT app_has('system'::text) AS app_has) OR (( SELECT app_has('operator'::text) AS app_has) AND (recorded_by = ( SELECT app_user() AS app_user))))
scenario_clearances: scenario_clearances_inside for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM scenarios s WHERE ((s.id = scenario_clearances.scenario_id) AND ((s.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has) OR (( SELECT app_has('district_operator'::text) AS app_has) AND ((s.owner_district = ( SELECT app_district() AS app_district)) OR (( SELECT app_district() AS app_district) = ANY (s.districts))))))))
scenario_clearances: scenario_clearances_remove for DELETE to scenario_app using ( SELECT app_has('system'::text) AS app_has)
scenario_comments: scenario_comments_add for INSERT to scenario_app check (( SELECT app_has('system'::text) AS app_has) OR ((author_id = ( SELECT app_user() AS app_user)) AND (NOT ( SELECT app_has('auditor'::text) AS app_has)) AND (EXISTS ( SELECT 1 FROM scenarios s WHERE ((s.id = scenario_comments.scenario_id) AND ((s.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('operator'::text) AS app_has) OR (( SELECT app_has('district_operator'::text) AS app_has) AND ((s.owner_district = ( SELECT app_district() AS app_district)) OR (( SELECT app_district() AS app_district) = ANY (s.districts))))))))))
scenario_comments: scenario_comments_inside for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM scenarios s WHERE ((s.id = scenario_comments.scenario_id) AND ((s.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has) OR (( SELECT app_has('district_operator'::text) AS app_has) AND ((s.owner_district = ( SELECT app_district() AS app_district)) OR (( SELECT app_district() AS app_district) = ANY (s.districts))))))))
scenario_comments: scenario_comments_remove for DELETE to scenario_app using ( SELECT app_has('system'::text) AS app_has)
scenario_comments: scenario_comments_settle for UPDATE to scenario_app using (( SELECT app_has('system'::text) AS app_has) OR (EXISTS ( SELECT 1 FROM scenarios s WHERE ((s.id = scenario_comments.scenario_id) AND ((s.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('operator'::text) AS app_has) OR (( SELECT app_has('district_operator'::text) AS app_has) AND ((s.owner_district = ( SELECT app_district() AS app_district)) OR (( SELECT app_district() AS app_district) = ANY (s.districts)))))))))
scenario_contacts: scenario_contacts_inside for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM scenarios s WHERE ((s.id = scenario_contacts.scenario_id) AND ((s.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has) OR (( SELECT app_has('district_operator'::text) AS app_has) AND ((s.owner_district = ( SELECT app_district() AS app_district)) OR (( SELECT app_district() AS app_district) = ANY (s.districts))))))))
scenario_contacts: scenario_contacts_talking for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM intents i WHERE ((i.scenario_id = scenario_contacts.scenario_id) AND (i.organisation_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) AND (i.state = ANY (ARRAY['talking'::text, 'letter_signed'::text, 'contracted'::text, 'landed'::text])))))
scenario_contacts: scenario_contacts_write for ALL to scenario_app using (EXISTS ( SELECT 1 FROM scenarios s WHERE ((s.id = scenario_contacts.scenario_id) AND ((s.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has)))))
scenario_decisions: scenario_decisions_inside for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM scenarios s WHERE ((s.id = scenario_decisions.scenario_id) AND ((s.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has) OR (( SELECT app_has('district_operator'::text) AS app_has) AND ((s.owner_district = ( SELECT app_district() AS app_district)) OR (( SELECT app_district() AS app_district) = ANY (s.districts))))))))
scenario_decisions: scenario_decisions_propose for INSERT to scenario_app check (( SELECT app_has('system'::text) AS app_has) OR (( SELECT app_has('operator'::text) AS app_has) AND (proposed_by = ( SELECT app_user() AS app_user))))
scenario_decisions: scenario_decisions_remove for DELETE to scenario_app using ( SELECT app_has('system'::text) AS app_has)
scenario_decisions: scenario_decisions_settle for UPDATE to scenario_app using (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has)) check (( SELECT app_has('system'::text) AS app_has) OR (settled_by = ( SELECT app_user() AS app_user)))
scenario_files: scenario_files_public for SELECT to scenario_public using (EXISTS ( SELECT 1 FROM scenarios s WHERE (s.id = scenario_files.scenario_id)))
scenario_files: scenario_files_seen for SELECT to scenario_app using (EXISTS ( SELECT 1 FROM scenarios s WHERE (s.id = scenario_files.scenario_id)))
scenario_files: scenario_files_write for ALL to scenario_app using (EXISTS ( SELECT 1 FROM scenarios s WHERE ((s.id = scenario_files.scenario_id) AND ((s.owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has)))))
scenarios: scenarios_accepted_definer for SELECT to scenario_definer using is_public
scenarios: scenarios_add for INSERT to scenario_app check (((owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) AND (state = 'draft'::text) AND (published_at IS NULL) AND (source IS NULL) AND (NOT synthetic)) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has))
scenarios: scenarios_change for UPDATE to scenario_app using ((owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ( SELECT app_has('system'::text) AS app_has) OR ((submitted_at IS NOT NULL) AND (( SELECT app_has('operator'::text) AS app_has) OR (( SELECT app_has('district_operator'::text) AS app_has) AND ((owner_district = ( SELECT app_district() AS app_district)) OR (( SELECT app_district() AS app_district) = ANY (districts))))))) check (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has) OR ((owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) AND ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'refining'::text, 'withdrawn'::text, 'landing'::text, 'demonstrating'::text])) OR ((state = 'published'::text) AND (published_at IS NOT NULL)))) OR (( SELECT app_has('district_operator'::text) AS app_has) AND (state = 'submitted'::text) AND ((owner_district = ( SELECT app_district() AS app_district)) OR (( SELECT app_district() AS app_district) = ANY (districts)))))
scenarios: scenarios_public for SELECT to scenario_public using is_public
scenarios: scenarios_read for SELECT to scenario_app using (is_public OR (owner_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR ((submitted_at IS NOT NULL) AND (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR (( SELECT app_has('district_operator'::text) AS app_has) AND ((owner_district = ( SELECT app_district() AS app_district)) OR (( SELECT app_district() AS app_district) = ANY (districts)))))) OR ( SELECT app_has('system'::text) AS app_has))
scenarios: scenarios_remove for DELETE to scenario_app using ( SELECT app_has('system'::text) AS app_has)
scenarios: scenarios_reviewers for SELECT to scenario_app using (id = ANY (( SELECT app_review_material() AS app_review_material)::uuid[]))
security_events: security_events_add for INSERT to scenario_app check ((user_id = ( SELECT app_user() AS app_user)) OR ( SELECT app_has('system'::text) AS app_has))
security_events: security_events_expire for DELETE to scenario_app using (( SELECT app_has('system'::text) AS app_has) AND (at < (app_now() - '400 days'::interval)))
security_events: security_events_read for SELECT to scenario_app using (( SELECT app_has('system'::text) AS app_has) OR ( SELECT app_has('security_auditor'::text) AS app_has) OR (user_id = ( SELECT app_user() AS app_user)))
services: services_add for INSERT to scenario_app check (( SELECT app_has('system'::text) AS app_has) OR ((recorded_by = ( SELECT app_user() AS app_user)) AND (state = 'recorded'::text) AND (confirmed_by IS NULL) AND (NOT (organisation_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))) AND (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('broker'::text) AS app_has) OR (( SELECT app_has('district_operator'::text) AS app_has) AND (EXISTS ( SELECT 1 FROM organisations o WHERE ((o.id = services.organisation_id) AND (o.district = ( SELECT app_district() AS app_district)))))))))
services: services_change for UPDATE to scenario_app using ((organisation_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (recorded_by = ( SELECT app_user() AS app_user)) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has)) check (( SELECT app_has('system'::text) AS app_has) OR ((state = 'confirmed'::text) AND (confirmed_by = ( SELECT app_user() AS app_user))) OR ((state = 'disputed'::text) AND (organisation_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[]))) OR ((state = 'withdrawn'::text) AND (recorded_by = ( SELECT app_user() AS app_user))))
services: services_read for SELECT to scenario_app using ((organisation_id = ANY (( SELECT app_orgs() AS app_orgs)::uuid[])) OR (recorded_by = ( SELECT app_user() AS app_user)) OR ( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has) OR ((state = 'confirmed'::text) AND ( SELECT app_has('leader'::text) AS app_has)) OR (( SELECT app_has('district_operator'::text) AS app_has) AND (EXISTS ( SELECT 1 FROM organisations o WHERE ((o.id = services.organisation_id) AND (o.district = ( SELECT app_district() AS app_district)))))))
services: services_remove for DELETE to scenario_app using ( SELECT app_has('system'::text) AS app_has)
sessions: sessions_definer for ALL to scenario_definer using true
sessions: sessions_system for ALL to scenario_app using ( SELECT app_has('system'::text) AS app_has)
sign_in_failures: sign_in_failures_system for ALL to scenario_app using ( SELECT app_has('system'::text) AS app_has)
state_changes: state_changes_add for INSERT to scenario_app check true
state_changes: state_changes_read for SELECT to scenario_app using (( SELECT app_has('auditor'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has) OR app_answers_for(subject_type, subject_id))
unified_flows: unified_flows_system for ALL to scenario_app using ( SELECT app_has('system'::text) AS app_has)
unified_identities: unified_identities_system for ALL to scenario_app using ( SELECT app_has('system'::text) AS app_has)
users: users_definer for ALL to scenario_definer using true
users: users_self for ALL to scenario_app using ((id = ( SELECT app_user() AS app_user)) OR ( SELECT app_has('system'::text) AS app_has) OR ( SELECT app_has('security_admin'::text) AS app_has)) check ((id = ( SELECT app_user() AS app_user)) OR ( SELECT app_has('system'::text) AS app_has))
verification_codes: verification_codes_system for ALL to scenario_app using ( SELECT app_has('system'::text) AS app_has)

-- grants
accepted_projects: scenario_app SELECT
accepted_projects: scenario_definer DELETE,INSERT,REFERENCES,SELECT,TRIGGER,TRUNCATE,UPDATE
accepted_projects: scenario_public SELECT
agreement_addenda: scenario_app DELETE,INSERT,SELECT,UPDATE
agreement_addendum_signatures: scenario_app DELETE,INSERT,SELECT
agreement_facts: scenario_app SELECT,UPDATE
agreement_files: scenario_app DELETE,INSERT,SELECT,UPDATE
agreement_opening_facts: scenario_app SELECT
agreement_openings: scenario_app DELETE,INSERT,SELECT,UPDATE
agreement_parties: scenario_app DELETE,INSERT,SELECT,UPDATE
agreement_party_facts: scenario_app SELECT
agreements: scenario_app DELETE,INSERT,SELECT,UPDATE
api_tokens: scenario_app DELETE,INSERT,SELECT,UPDATE
api_tokens: scenario_definer SELECT,UPDATE
app_clock: scenario_app SELECT
app_clock: scenario_definer SELECT
app_clock: scenario_public SELECT
blind_reviews: scenario_app SELECT
blind_reviews: scenario_definer DELETE,INSERT,REFERENCES,SELECT,TRIGGER,TRUNCATE,UPDATE
call_extensions: scenario_app DELETE,INSERT,SELECT,UPDATE
call_extensions: scenario_public SELECT
call_facts: scenario_app SELECT
call_facts: scenario_public SELECT
call_files: scenario_app DELETE,INSERT,SELECT,UPDATE
call_files: scenario_public SELECT
call_submissions: scenario_app SELECT
call_submissions: scenario_public SELECT
calls: scenario_app DELETE,INSERT,SELECT,UPDATE
calls: scenario_public SELECT
capabilities: scenario_app DELETE,INSERT,SELECT,UPDATE
capabilities: scenario_definer SELECT,UPDATE
capabilities: scenario_public SELECT
capability_figures: scenario_app SELECT
capability_figures: scenario_public SELECT
capability_files: scenario_app DELETE,INSERT,SELECT,UPDATE
capability_files: scenario_public SELECT
capability_measure_facts: scenario_app SELECT
capability_measure_facts: scenario_public SELECT
capability_measures: scenario_app DELETE,INSERT,SELECT,UPDATE
capability_measures: scenario_public SELECT
capability_names: scenario_app SELECT
capability_names: scenario_public SELECT
capability_promotions: scenario_app SELECT
capability_promotions: scenario_definer DELETE,INSERT,REFERENCES,SELECT,TRIGGER,TRUNCATE,UPDATE
capability_promotions: scenario_public SELECT
capability_proofs: scenario_app DELETE,INSERT,SELECT
capability_proofs: scenario_definer SELECT,UPDATE
capability_proofs: scenario_public SELECT
capability_uses: scenario_app SELECT
capability_uses: scenario_definer DELETE,INSERT,REFERENCES,SELECT,TRIGGER,TRUNCATE,UPDATE
capability_uses: scenario_public SELECT
code_counters: scenario_app DELETE,INSERT,SELECT,UPDATE
consents: scenario_app DELETE,INSERT,SELECT
consents: scenario_definer SELECT
contact_reads: scenario_app INSERT,SELECT
credentials: scenario_app DELETE,INSERT,SELECT,UPDATE
credentials: scenario_definer SELECT
evaluation_appeals: scenario_app DELETE,INSERT,SELECT,UPDATE
evaluation_evidence: scenario_app DELETE,INSERT,SELECT,UPDATE
evaluation_outcomes: scenario_app SELECT
evaluation_outcomes: scenario_public SELECT
evaluation_results: scenario_app DELETE,INSERT,SELECT,UPDATE
evaluation_runs: scenario_app DELETE,INSERT,SELECT,UPDATE
evaluation_subjects: scenario_app DELETE,INSERT,SELECT,UPDATE
evaluation_subjects: scenario_public SELECT
evaluations: scenario_app DELETE,INSERT,SELECT,UPDATE
evaluations: scenario_public SELECT
expert_employers: scenario_app DELETE,INSERT,SELECT,UPDATE
expert_employers: scenario_definer SELECT
expert_pool: scenario_app SELECT
expert_pool: scenario_definer DELETE,INSERT,REFERENCES,SELECT,TRIGGER,TRUNCATE,UPDATE
expert_ties: scenario_app SELECT
expert_ties: scenario_definer DELETE,INSERT,REFERENCES,SELECT,TRIGGER,TRUNCATE,UPDATE
experts: scenario_app DELETE,INSERT,SELECT,UPDATE
file_facts: scenario_app SELECT
file_facts: scenario_public SELECT
file_uses: scenario_app SELECT
files: scenario_app DELETE,INSERT,SELECT
files: scenario_public SELECT
form_drafts: scenario_app DELETE,INSERT,SELECT,UPDATE
idempotency_keys: scenario_app DELETE,INSERT,SELECT,UPDATE
imports: scenario_app DELETE,INSERT,SELECT,UPDATE
indicator_facts: scenario_app SELECT
indicators: scenario_app DELETE,INSERT,SELECT,UPDATE
intent_answers: scenario_app SELECT
intent_contacts: scenario_app DELETE,INSERT,SELECT,UPDATE
intent_facts: scenario_app SELECT
intent_figures: scenario_app SELECT
intents: scenario_app DELETE,INSERT,SELECT,UPDATE
invitations: scenario_app INSERT,SELECT,UPDATE
journal_head: scenario_app SELECT,UPDATE
journal_personal: scenario_app DELETE,INSERT,SELECT
journal_records: scenario_app INSERT,SELECT
landing_facts: scenario_app SELECT
landings: scenario_app DELETE,INSERT,SELECT,UPDATE
libraries: scenario_app INSERT,SELECT,UPDATE
libraries: scenario_public SELECT
library_entries: scenario_app DELETE,INSERT,SELECT,UPDATE
library_entries: scenario_public SELECT
list_items: scenario_app DELETE,INSERT,SELECT,UPDATE
list_items: scenario_public SELECT
lists: scenario_app DELETE,INSERT,SELECT,UPDATE
lists: scenario_public SELECT
match_weight_uses: scenario_app INSERT,SELECT
match_weights: scenario_app INSERT,SELECT
match_weights: scenario_public SELECT
matching_asks: scenario_app SELECT
matching_asks: scenario_public SELECT
matching_changes: scenario_app DELETE,SELECT
matching_changes: scenario_definer INSERT
matching_demand: scenario_app SELECT
matching_demand: scenario_public SELECT
matching_intents: scenario_app SELECT
matching_offers: scenario_app SELECT
matching_offers: scenario_public SELECT
matching_proofs: scenario_app SELECT
matching_proofs: scenario_public SELECT
matching_requirements: scenario_app SELECT
matching_requirements: scenario_public SELECT
matching_supply: scenario_app SELECT
matching_supply: scenario_public SELECT
matching_unmet: scenario_app DELETE,INSERT,SELECT
milestone_facts: scenario_app SELECT
milestones: scenario_app DELETE,INSERT,SELECT,UPDATE
notifications: scenario_app DELETE,INSERT,SELECT,UPDATE
opening_material: scenario_app SELECT
opening_texts: scenario_app SELECT
opening_texts: scenario_public SELECT
openings: scenario_app DELETE,INSERT,SELECT,UPDATE
openings: scenario_public SELECT
organisation_codes: scenario_app SELECT
organisation_first_served: scenario_app SELECT
organisation_landings: scenario_app SELECT
organisation_members: scenario_app DELETE,INSERT,SELECT,UPDATE
organisation_members: scenario_definer SELECT
organisation_names: scenario_app SELECT
organisation_names: scenario_public SELECT
organisation_services: scenario_app SELECT
organisation_words: scenario_app SELECT
organisations: scenario_app DELETE,INSERT,SELECT,UPDATE
organisations: scenario_definer SELECT
organisations: scenario_public SELECT
person_organisations: scenario_app SELECT
person_reach: scenario_app SELECT
project_capabilities: scenario_app DELETE,INSERT,SELECT,UPDATE
project_capabilities: scenario_definer SELECT
project_capability_facts: scenario_app SELECT
project_facts: scenario_app SELECT
project_files: scenario_app DELETE,INSERT,SELECT,UPDATE
project_follow_ups: scenario_app DELETE,INSERT,SELECT,UPDATE
projects: scenario_app DELETE,INSERT,SELECT,UPDATE
projects: scenario_definer SELECT
promotion_decisions: scenario_app DELETE,INSERT,SELECT,UPDATE
promotion_dossiers: scenario_app DELETE,INSERT,SELECT,UPDATE
promotion_evidence: scenario_app DELETE,INSERT,SELECT,UPDATE
promotion_facts: scenario_app SELECT
promotion_facts: scenario_public SELECT
promotions: scenario_app DELETE,INSERT,SELECT,UPDATE
promotions: scenario_public SELECT
reading_facts: scenario_app SELECT
readings: scenario_app DELETE,INSERT,SELECT,UPDATE
requirement_material: scenario_app SELECT
requirements: scenario_app DELETE,INSERT,SELECT,UPDATE
requirements: scenario_public SELECT
review_sheets: scenario_app DELETE,INSERT,SELECT,UPDATE
review_sheets: scenario_definer SELECT
reviews: scenario_app DELETE,INSERT,SELECT,UPDATE
reviews: scenario_definer SELECT
round_decisions: scenario_app DELETE,INSERT,SELECT,UPDATE
round_experts: scenario_app DELETE,INSERT,SELECT,UPDATE
round_experts: scenario_definer SELECT
round_items: scenario_app DELETE,INSERT,SELECT,UPDATE
round_items: scenario_definer SELECT
round_progress: scenario_app SELECT
round_progress: scenario_definer DELETE,INSERT,REFERENCES,SELECT,TRIGGER,TRUNCATE,UPDATE
round_recommendations: scenario_app DELETE,INSERT,SELECT,UPDATE
round_results: scenario_app DELETE,INSERT,SELECT,UPDATE
round_snapshots: scenario_app DELETE,INSERT,SELECT,UPDATE
rounds: scenario_app DELETE,INSERT,SELECT,UPDATE
rounds: scenario_definer SELECT
scenario_clearances: scenario_app DELETE,INSERT,SELECT,UPDATE
scenario_comments: scenario_app DELETE,INSERT,SELECT,UPDATE
scenario_contact_facts: scenario_app SELECT
scenario_contacts: scenario_app DELETE,INSERT,SELECT,UPDATE
scenario_decisions: scenario_app DELETE,INSERT,SELECT,UPDATE
scenario_facts: scenario_app SELECT,UPDATE
scenario_facts: scenario_public SELECT
scenario_figures: scenario_app SELECT
scenario_file_facts: scenario_app SELECT
scenario_files: scenario_app DELETE,INSERT,SELECT,UPDATE
scenario_files: scenario_public SELECT
scenario_landing: scenario_app SELECT
scenario_landing: scenario_public SELECT
scenario_material: scenario_app SELECT
scenario_rungs: scenario_app SELECT
scenario_rungs: scenario_public SELECT
scenarios: scenario_app DELETE,INSERT,SELECT,UPDATE
scenarios: scenario_definer SELECT
scenarios: scenario_public SELECT
security_events: scenario_app DELETE,INSERT,SELECT
service_facts: scenario_app SELECT
services: scenario_app DELETE,INSERT,SELECT,UPDATE
sessions: scenario_app DELETE,INSERT,SELECT,UPDATE
sessions: scenario_definer SELECT,UPDATE
sign_in_failures: scenario_app DELETE,INSERT,SELECT,UPDATE
state_changes: scenario_app INSERT,SELECT
todo_agreements: scenario_app SELECT
todo_calls: scenario_app SELECT
todo_capabilities: scenario_app SELECT
todo_confirmations: scenario_app SELECT
todo_evaluations: scenario_app SELECT
todo_intents: scenario_app SELECT
todo_landings: scenario_app SELECT
todo_lists: scenario_app SELECT
todo_organisations: scenario_app SELECT
todo_projects: scenario_app SELECT
todo_promotions: scenario_app SELECT
todo_readings: scenario_app SELECT
todo_reviews: scenario_app SELECT
todo_rounds: scenario_app SELECT
todo_scenarios: scenario_app SELECT
todo_services: scenario_app SELECT
unified_flows: scenario_app DELETE,INSERT,SELECT,UPDATE
unified_identities: scenario_app DELETE,INSERT,SELECT,UPDATE
users: scenario_app INSERT,SELECT,UPDATE
users: scenario_definer SELECT
verification_codes: scenario_app DELETE,INSERT,SELECT,UPDATE

-- functions
CREATE OR REPLACE FUNCTION public.app_admin_orgs() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $function$ select coalesce(nullif(current_setting('app.admin_orgs', true), ''), '{}')::uuid[] $function$ 
CREATE OR REPLACE FUNCTION public.app_answer_proof(proof uuid, seen integer, confirms boolean) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public' AS $function$ declare held capabilities; begin select c.* into held from capabilities c join capability_proofs p on p.capability_id = c.id where p.id = proof and p.counterpart_id = any(app_orgs()) and c.organisation_id <> all(app_orgs()) and c.state in ('published', 'stale') for update of c; if held.id is null or held.version <> seen then return held.version; end if; update capability_proofs p set confirmed_at = case when confirms then app_now() end, confirmed_by = case when confirms then app_user() end, declined_at = case when not confirms then app_now() end where p.id = proof and p.counterpart_id = any(app_orgs()); update capabilities c set version = c.version + 1, updated_at = app_now() where c.id = held.id; return held.version + 1; end $function$ 
CREATE OR REPLACE FUNCTION public.app_answers_for(kind text, subject uuid) RETURNS boolean LANGUAGE sql STABLE AS $function$ select case kind when 'scenario' then exists (select 1 from scenarios s where s.id = subject and (s.owner_id = any(app_orgs()) or app_has('operator') or (app_has('district_operator') and (s.owner_district = app_district() or app_district() = any(s.districts))))) when 'intent' then exists (select 1 from intents i where i.id = subject and (i.owner_id = any(app_orgs()) or i.organisation_id = any(app_orgs()) or app_has('operator') or (app_has('district_operator') and i.owner_district = app_district()))) when 'capability' then exists (select 1 from capabilities c where c.id = subject and (c.organisation_id = any(app_orgs()) or app_has('operator'))) when 'organisation' then subject = any(app_orgs()) or app_has('operator') when 'list' then app_has('operator') when 'call' then app_has('operator') when 'round' then app_has('operator') when 'review' then exists (select 1 from reviews v where v.id = subject and (v.expert_id = app_user() or app_has('operator'))) when 'round_expert' then exists (select 1 from round_experts e where e.id = subject and (e.expert_id = app_user() or app_has('operator'))) when 'expert' then subject = app_user() or app_has('operator') when 'agreement' then exists (select 1 from agreements a where a.id = subject and (a.party_ids && app_orgs() or app_has('operator') or (app_has('district_operator') and a.owner_district = app_district()))) when 'project' then exists (select 1 from projects p where p.id = subject and (p.owner_id = any(app_orgs()) or p.provider_ids && app_orgs() or app_has('operator') or (app_has('district_operator') and p.owner_district = app_district()))) when 'reading' then exists (select 1 from readings r where r.id = subject and app_answers_for('project', r.project_id)) when 'service' then exists (select 1 from services v join organisations o on o.id = v.organisation_id where v.id = subject and (v.organisation_id = any(app_orgs()) or v.recorded_by = app_user() or app_has('operator') or (app_has('district_operator') and o.district = app_district()))) when 'landing' then exists (select 1 from landings l join organisations o on o.id = l.organisation_id where l.id = subject and (l.organisation_id = any(app_orgs()) or app_has('operator') or (app_has('district_operator') and o.district = app_district()))) when 'evaluation' then app_has('operator') when 'promotion' then exists (select 1 from promotions p where p.id = subject and (p.owner_id = any(app_orgs()) or p.created_by = app_user() or (p.applied_at is not null and (app_has('operator') or (app_has('district_operator') and p.owner_district = app_district()))))) when 'file' then exists (select 1 from files f where f.id = subject and f.uploaded_by = app_user()) when 'user' then subject = app_user() or app_has('security_admin') else false end $function$ 
CREATE OR REPLACE FUNCTION public.app_chaired() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path TO 'public' AS $function$ select coalesce(array_agg(r.id), '{}') from rounds r join round_experts e on e.round_id = r.id and e.expert_id = r.chair_id where r.chair_id = app_user() and e.undertaken_at is not null $function$ 
CREATE OR REPLACE FUNCTION public.app_credit_code_taken(wanted text, but uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path TO 'public' AS $function$ select exists (select 1 from organisations where credit_code = wanted and id is distinct from but) $function$ 
CREATE OR REPLACE FUNCTION public.app_date_rung() RETURNS trigger LANGUAGE plpgsql AS $function$ begin if tg_op = 'INSERT' then new.rung_since := case when new.rung is not null then coalesce(new.rung_since, new.published_at, app_now()) end; elsif new.rung is distinct from old.rung then new.rung_since := case when new.rung is not null then app_now() end; else new.rung_since := old.rung_since; end if; return new; end $function$ 
CREATE OR REPLACE FUNCTION public.app_demonstration() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path TO 'public' AS $function$ select exists (select 1 from users u join organisation_members m on m.user_id = u.id join organisations o on o.id = m.organisation_id where u.demo and u.state = 'active' and o.seed = 'demo') $function$ 
CREATE OR REPLACE FUNCTION public.app_district() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $function$ select nullif(current_setting('app.district', true), '') $function$ 
CREATE OR REPLACE FUNCTION public.app_enqueue(task text, payload json, run_at timestamp with time zone, job_key text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public' AS $function$ begin perform graphile_worker.add_job(task, payload, run_at => coalesce(run_at, now()), job_key => job_key, max_attempts => 12); end $function$ 
CREATE OR REPLACE FUNCTION public.app_guard_organisations() RETURNS trigger LANGUAGE plpgsql AS $function$ begin if current_user = 'scenario_app' and not app_has('system') and not app_has('operator') and ((new.id, new.pack_key, new.source, new.landed_at, new.synthetic) is distinct from (old.id, old.pack_key, old.source, old.landed_at, old.synthetic) or (new.state <> old.state and not (old.state = 'refused' and new.state = 'unverified'))) then raise exception 'the state of an organisation is not its own to change' using errcode = '42501'; end if; return new; end $function$ 
CREATE OR REPLACE FUNCTION public.app_guard_results() RETURNS trigger LANGUAGE plpgsql AS $function$ begin if (new.id, new.evaluation_id, new.run, new.scenario_id, new.score, new.grade, new.rank, new.leaves) is distinct from (old.id, old.evaluation_id, old.run, old.scenario_id, old.score, old.grade, old.rank, old.leaves) then raise exception 'a result stays as it was computed' using errcode = '42501'; end if; return new; end $function$ 
CREATE OR REPLACE FUNCTION public.app_guard_users() RETURNS trigger LANGUAGE plpgsql AS $function$ begin if current_user = 'scenario_app' and not app_has('system') and (new.id, new.roles, new.district, new.state, new.email, new.mobile, new.demo) is distinct from (old.id, old.roles, old.district, old.state, old.email, old.mobile, old.demo) then raise exception 'roles, state and addresses of an account are not its own to change' using errcode = '42501'; end if; return new; end $function$ 
CREATE OR REPLACE FUNCTION public.app_has(role text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $function$ select role = any(string_to_array(coalesce(current_setting('app.roles', true), ''), ',')) $function$ 
CREATE OR REPLACE FUNCTION public.app_left_items() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path TO 'public' AS $function$ select coalesce(array_agg(item_id), '{}') from reviews where expert_id = app_user() and state in ('refused', 'conflicted', 'recused') $function$ 
CREATE OR REPLACE FUNCTION public.app_my_items() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path TO 'public' AS $function$ select coalesce(array_agg(item_id), '{}') from reviews where expert_id = app_user() $function$ 
CREATE OR REPLACE FUNCTION public.app_my_rounds() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path TO 'public' AS $function$ select coalesce(array_agg(round_id), '{}') from (select round_id from round_experts where expert_id = app_user() union select id from rounds where chair_id = app_user()) as mine $function$ 
CREATE OR REPLACE FUNCTION public.app_note_matching() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public' AS $function$ declare what text := tg_argv[0]; of_id uuid := case when tg_op = 'DELETE' then (to_jsonb(old) ->> tg_argv[1])::uuid else (to_jsonb(new) ->> tg_argv[1])::uuid end; begin insert into matching_changes (kind, id) values (what, of_id); perform pg_notify('matching', what || ':' || of_id); return null; end $function$ 
CREATE OR REPLACE FUNCTION public.app_now() RETURNS timestamp with time zone LANGUAGE sql STABLE PARALLEL SAFE AS $function$ select date_trunc('milliseconds', now() + (select shift from app_clock))::timestamptz(3) $function$ 
CREATE OR REPLACE FUNCTION public.app_orgs() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $function$ select coalesce(nullif(current_setting('app.orgs', true), ''), '{}')::uuid[] $function$ 
CREATE OR REPLACE FUNCTION public.app_peer_items() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path TO 'public' AS $function$ select coalesce(array_agg(v.item_id), '{}') from reviews v join rounds r on r.id = v.round_id where v.expert_id = app_user() and v.state in ('accepted', 'drafting', 'submitted', 'returned') and r.state in ('consensus', 'deciding') $function$ 
CREATE OR REPLACE FUNCTION public.app_people_of(organisation uuid) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path TO 'public' AS $function$ select m.user_id from organisation_members m join users u on u.id = m.user_id where m.organisation_id = organisation and u.state = 'active' $function$ 
CREATE OR REPLACE FUNCTION public.app_people_with(wanted text, place text) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path TO 'public' AS $function$ select id from users where state = 'active' and wanted = any(roles) and (place is null or district = place) $function$ 
CREATE OR REPLACE FUNCTION public.app_person_names(ids uuid[]) RETURNS TABLE(id uuid, name text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path TO 'public' AS $function$ select u.id, case when u.state = 'erased' then null else u.name end from users u where u.id = any(ids) $function$ 
CREATE OR REPLACE FUNCTION public.app_record_blind(kind text, subject uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path TO 'public' AS $function$ select case kind when 'review' then not coalesce((select app_round_out(round_id) from reviews where id = subject), false) when 'round_expert' then not coalesce((select app_round_out(round_id) from round_experts where id = subject), false) else false end $function$ 
CREATE OR REPLACE FUNCTION public.app_review_material() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path TO 'public' AS $function$ select coalesce(array_agg(i.scenario_id), '{}') from round_items i join rounds r on r.id = i.round_id join round_experts e on e.round_id = r.id and e.expert_id = app_user() and e.undertaken_at is not null left join reviews v on v.item_id = i.id and v.expert_id = app_user() where i.open and i.owner_id <> all(app_orgs()) and r.state in ('assigning', 'scoring', 'consensus', 'deciding') and (v.state in ('accepted', 'drafting', 'submitted', 'returned') or (v.id is null and r.chair_id = app_user())) $function$ 
CREATE OR REPLACE FUNCTION public.app_round_out(round uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path TO 'public' AS $function$ select coalesce((select state in ('released', 'archived') from rounds where id = round), false) $function$ 
CREATE OR REPLACE FUNCTION public.app_session(token bytea, idle interval) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public' AS $function$ declare s record; moment timestamptz(3) := app_now(); begin select id, user_id, seen_at into s from sessions where token_hash = token and ends_at > moment and seen_at > moment - idle; if not found then return null; end if; if s.seen_at < moment - interval '30 seconds' then update sessions set seen_at = moment where id = s.id; end if; return app_viewer_of(s.user_id) || jsonb_build_object('sessionId', s.id); end $function$ 
CREATE OR REPLACE FUNCTION public.app_token(token bytea) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public' AS $function$ declare t record; moment timestamptz(3) := app_now(); begin select id, user_id, scopes, used_at into t from api_tokens where token_hash = token and expires_at > moment and revoked_at is null; if not found then return null; end if; if t.used_at is null or t.used_at < moment - interval '1 minute' then update api_tokens set used_at = moment where id = t.id; end if; return app_viewer_of(t.user_id) || jsonb_build_object('tokenId', t.id, 'scopes', t.scopes); end $function$ 
CREATE OR REPLACE FUNCTION public.app_unscored_items() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path TO 'public' AS $function$ select coalesce(array_agg(v.item_id), '{}') from reviews v join rounds r on r.id = v.round_id where v.expert_id = app_user() and v.state not in ('submitted', 'refused', 'conflicted', 'recused') and r.state in ('planned', 'assigning', 'scoring') $function$ 
CREATE OR REPLACE FUNCTION public.app_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $function$ select nullif(current_setting('app.user', true), '')::uuid $function$ 
CREATE OR REPLACE FUNCTION public.app_viewer_of(person uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path TO 'public' AS $function$ select jsonb_build_object('userId', u.id, 'name', u.name, 'roles', u.roles, 'district', u.district, 'locale', u.locale, 'organisationId', u.organisation_id, 'otp', c.otp_confirmed_at is not null, 'demo', u.demo, 'consent', (select version from consents where user_id = u.id order by at desc limit 1), 'organisations', coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'role', m.role, 'state', o.state, 'kind', o.kind, 'district', o.district) order by o.name) from organisation_members m join organisations o on o.id = m.organisation_id where m.user_id = u.id), '[]')) from users u left join credentials c on c.user_id = u.id where u.id = person and u.state = 'active' $function$ 

-- views
accepted_projects:  SELECT p.id, p.code, p.title, p.scenario_id, p.owner_id, p.provider_id, p.accepted_at, p.synthetic FROM (projects p JOIN scenarios s ON (((s.id = p.scenario_id) AND s.is_public))) WHERE (p.state = 'accepted'::text);
agreement_facts:  SELECT id, code, kind, state, scenario_id, owner_id, number, amount_cny, signed_on, valid_until, synthetic, owner_district, title, effective_from, signed_at, entered_at, party_ids FROM agreements;
agreement_opening_facts:  SELECT agreement_id, opening_id FROM agreement_openings;
agreement_party_facts:  SELECT agreement_id, organisation_id, role, (((share_millionths)::numeric / 1000000.0))::double precision AS share, intent_id FROM agreement_parties;
blind_reviews:  SELECT v.id, v.round_id, v.item_id, v.state, v.submitted_at, v.dissent, s.scores, s.total, s.comment_owner, s.comment_office FROM (reviews v LEFT JOIN review_sheets s ON (((s.review_id = v.id) AND (v.state = 'submitted'::text)))) WHERE (( SELECT app_has('auditor'::text) AS app_has) OR ((v.state = 'submitted'::text) AND (v.item_id = ANY (( SELECT app_peer_items() AS app_peer_items)::uuid[]))));
call_facts:  SELECT id, code, title, state, criteria, opens_at, closes_at FROM calls;
call_submissions:  SELECT call_id, id AS scenario_id, owner_id, state, submitted_at, call_entered_at AS entered_at FROM scenarios WHERE (call_id IS NOT NULL);
capability_figures:  SELECT id, state, synthetic FROM capabilities;
capability_measure_facts:  SELECT capability_id, "position", metric, value, unit, as_of FROM capability_measures;
capability_names:  SELECT id, title, organisation_id, state FROM capabilities;
capability_promotions:  SELECT c.capability_id, min(p.accepted_at) AS first_promoted_at, p.synthetic FROM (project_capabilities c JOIN projects p ON ((p.id = c.project_id))) WHERE (p.state = 'accepted'::text) GROUP BY c.capability_id, p.synthetic;
capability_uses:  SELECT c.capability_id, p.id AS project_id, p.scenario_id, p.accepted_at, p.synthetic FROM (project_capabilities c JOIN projects p ON ((p.id = c.project_id))) WHERE (p.state = 'accepted'::text);
evaluation_outcomes:  SELECT e.id AS evaluation_id, e.code, r.scenario_id, r.score, r.grade, r.rank, e.published_at FROM (evaluations e JOIN evaluation_results r ON (((r.evaluation_id = e.id) AND (r.run = e.run)))) WHERE (e.state = 'published'::text);
expert_pool:  SELECT id, name FROM users u WHERE (('expert'::text = ANY (roles)) AND (state = 'active'::text) AND (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has) OR (id = ( SELECT app_user() AS app_user))));
expert_ties:  SELECT user_id, organisation_id, kind FROM ( SELECT organisation_members.user_id, organisation_members.organisation_id, 'member'::text AS kind FROM organisation_members UNION ALL SELECT expert_employers.user_id, expert_employers.organisation_id, 'employer'::text FROM expert_employers) t WHERE (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has) OR (user_id = ( SELECT app_user() AS app_user)));
file_facts:  SELECT id, name, media_type, bytes, sha256, uploaded_by, uploaded_at FROM files;
file_uses:  SELECT scenario_files.file_id FROM scenario_files UNION ALL SELECT capability_files.file_id FROM capability_files UNION ALL SELECT scenario_clearances.file_id FROM scenario_clearances WHERE (scenario_clearances.file_id IS NOT NULL) UNION ALL SELECT call_files.file_id FROM call_files UNION ALL SELECT agreement_files.file_id FROM agreement_files UNION ALL SELECT project_files.file_id FROM project_files UNION ALL SELECT promotion_evidence.file_id FROM promotion_evidence WHERE (promotion_evidence.file_id IS NOT NULL) UNION ALL SELECT evaluation_appeals.file_id FROM evaluation_appeals WHERE (evaluation_appeals.file_id IS NOT NULL) UNION ALL SELECT services.file_id FROM services WHERE (services.file_id IS NOT NULL) UNION ALL SELECT landings.file_id FROM landings;
indicator_facts:  SELECT i.id, i.project_id, p.scenario_id, i.name, i.unit, i.baseline, i.target, p.started_at FROM (indicators i JOIN projects p ON ((p.id = i.project_id)));
intent_answers:  SELECT id, scenario_id, organisation_id, state, created_at, state_since, due_at, escalated_at FROM intents;
intent_facts:  SELECT id, scenario_id, opening_id, owner_id, organisation_id, state FROM intents;
intent_figures:  SELECT i.id, i.scenario_id, i.state, i.holder, i.due_at, i.created_at, p.synthetic FROM (intents i JOIN organisations p ON ((p.id = i.organisation_id)));
landing_facts:  SELECT id, organisation_id, state, holder, due_at, synthetic FROM landings;
matching_asks:  SELECT id, code, owner_id, is_public, submitted_at, state FROM scenarios;
matching_demand:  SELECT o.id, o.scenario_id, o."position", o.text, o.detail, s.code, s.title, s.summary, s.problem, s.domain, s.direction, s.tracks, s.districts, s.owner_id, s.owner_district, s.state, s.is_public, s.submitted_at, s.closes_at, s.synthetic, ((s.state = ANY (ARRAY['published'::text, 'landing'::text, 'demonstrating'::text])) AND ((s.closes_at IS NULL) OR (s.closes_at > app_now()))) AS "out" FROM (openings o JOIN scenarios s ON ((s.id = o.scenario_id)));
matching_intents:  SELECT id, opening_id, organisation_id, capability_id, state, created_at FROM intents;
matching_offers:  SELECT id, code, organisation_id, is_public, state FROM capabilities;
matching_proofs:  SELECT capability_id, "position", kind, text, (confirmed_at IS NOT NULL) AS confirmed FROM capability_proofs;
matching_requirements:  SELECT id, scenario_id, opening_id, "position", text, kind, metric, comparator, threshold, unit FROM requirements;
matching_supply:  SELECT c.id, c.code, c.title, c.description, c.readiness_shown, c.kind, c.readiness, c.tracks, c.districts, c.visibility, c.is_public, c.state, c.fresh_until, c.synthetic, c.organisation_id, o.name AS organisation_name, o.kind AS organisation_kind, o.employees, o.founded_on FROM (capabilities c JOIN organisations o ON ((o.id = c.organisation_id))) WHERE (c.state = ANY (ARRAY['published'::text, 'stale'::text]));
milestone_facts:  SELECT m.id, m.project_id, p.scenario_id, m.title, m.due_on, m.done_on, p.started_at FROM (milestones m JOIN projects p ON ((p.id = m.project_id)));
opening_material:  SELECT id, scenario_id, "position", text, detail FROM openings;
opening_texts:  SELECT id, scenario_id, text FROM openings;
organisation_codes:  SELECT id, credit_code, name, district FROM organisations;
organisation_first_served:  SELECT organisation_id, min(served_on) AS first_served_on FROM services WHERE (state = 'confirmed'::text) GROUP BY organisation_id;
organisation_landings:  SELECT organisation_id, landed_on, synthetic FROM landings WHERE (state = 'confirmed'::text);
organisation_names:  SELECT id, pack_key, name, kind, state, district, synthetic FROM organisations;
organisation_services:  SELECT organisation_id, served_on, synthetic FROM services WHERE (state = 'confirmed'::text);
organisation_words:  SELECT id, search FROM organisations;
person_organisations:  SELECT m.user_id, m.organisation_id, o.name, m.role, m.since FROM (organisation_members m JOIN organisations o ON ((o.id = m.organisation_id)));
person_reach:  SELECT id, email, locale FROM users WHERE ((state = 'active'::text) AND (email IS NOT NULL));
project_capability_facts:  SELECT c.project_id, c.capability_id, p.scenario_id, p.state, p.accepted_at FROM (project_capabilities c JOIN projects p ON ((p.id = c.project_id)));
project_facts:  SELECT id, code, title, state, scenario_id, agreement_id, owner_id, provider_id, provider_ids, started_at, accepted_at, starts_on, ends_on, synthetic, owner_district, holder, due_at, project_light(p.*) AS light FROM projects p;
promotion_facts:  SELECT id, code, scenario_id, from_rung, to_rung, state, granted_at, valid_until, synthetic, owner_id FROM promotions;
reading_facts:  SELECT r.id, r.indicator_id, r.project_id, p.scenario_id, i.name, i.unit, i.direction, i.baseline, i.target, r.value, r.at, r.state, p.synthetic FROM ((readings r JOIN indicators i ON ((i.id = r.indicator_id))) JOIN projects p ON ((p.id = r.project_id)));
requirement_material:  SELECT id, scenario_id, opening_id, "position", text, kind, metric, comparator, threshold, unit FROM requirements;
round_progress:  SELECT item_id, round_id, (count(*) FILTER (WHERE (state <> ALL (ARRAY['refused'::text, 'conflicted'::text, 'recused'::text]))))::integer AS assigned, (count(*) FILTER (WHERE (state = 'submitted'::text)))::integer AS submitted, (count(*) FILTER (WHERE (state = ANY (ARRAY['refused'::text, 'conflicted'::text, 'recused'::text]))))::integer AS lost FROM reviews v WHERE (( SELECT app_has('operator'::text) AS app_has) OR ( SELECT app_has('auditor'::text) AS app_has) OR ( SELECT app_has('system'::text) AS app_has) OR (round_id = ANY (( SELECT app_chaired() AS app_chaired)::uuid[]))) GROUP BY item_id, round_id;
scenario_contact_facts:  SELECT scenario_id, name, mobile, email FROM scenario_contacts;
scenario_facts:  SELECT id, code, title, state, owner_id, owner_district, opens_at, closes_at, domain, direction, districts, synthetic FROM scenarios;
scenario_figures:  SELECT id, state, stage, rung, rung_since, domain, direction, districts, parent_id, opportunity_cny, published_at, submitted_at, is_public, holder, due_at, synthetic FROM scenarios;
scenario_file_facts:  SELECT scenario_id, file_id, purpose, "position" FROM scenario_files;
scenario_landing:  SELECT id, code, title, state, owner_id, owner_district, published_at, budget_cny, is_public, synthetic FROM scenarios;
scenario_material:  SELECT id, code, title, summary, problem, domain, direction, tracks, districts, opener, place, starts_on, ends_on, opportunity_cny, opportunity_bound, opportunity_period, budget_cny, cooperation_modes, owner_id, owner_district, state, content, submitted_by, call_id, synthetic FROM scenarios;
scenario_rungs:  SELECT id, code, title, state, previous_state, rung, owner_id, owner_district, published_at, synthetic FROM scenarios;
service_facts:  SELECT id, organisation_id, state, holder, due_at, synthetic FROM services;
todo_agreements:  SELECT 'agreement'::text AS subject_type, a.id AS subject_id, a.code, a.title, a.state, a.holder, side.party, side.organisation_id, a.owner_district AS district, ARRAY[a.owner_district] AS districts, COALESCE(open.proposed_at, a.state_since) AS since, CASE WHEN (a.state = 'in_force'::text) THEN a.term_ends_at ELSE a.due_at END AS due_at FROM ((agreements a LEFT JOIN agreement_addenda open ON (((open.agreement_id = a.id) AND (open.state = 'proposed'::text) AND (a.state = 'in_force'::text)))) CROSS JOIN LATERAL ( SELECT CASE p.role WHEN 'owner'::text THEN 'owner'::text ELSE 'provider'::text END AS party, p.organisation_id FROM agreement_parties p WHERE ((p.agreement_id = a.id) AND (NOT ((a.state = 'under_review'::text) AND (p.signed_at IS NOT NULL))) AND ((open.id IS NULL) OR (NOT (EXISTS ( SELECT 1 FROM agreement_addendum_signatures g WHERE ((g.addendum_id = open.id) AND (g.organisation_id = p.organisation_id))))))) UNION ALL SELECT desk.party, NULL::uuid FROM ( VALUES ('operator'::text), ('district_operator'::text)) desk(party) WHERE ((a.state = ANY (ARRAY['under_review'::text, 'signed'::text])) AND (a.due_at <= app_now()))) side(party, organisation_id)) WHERE (a.holder IS NOT NULL);
todo_calls:  SELECT 'call'::text AS subject_type, id AS subject_id, code, title, state, holder, NULL::uuid AS organisation_id, NULL::text AS district, NULL::text[] AS districts, state_since AS since, due_at FROM calls c WHERE ((state = ANY (ARRAY['draft'::text, 'closed'::text])) AND (NOT (EXISTS ( SELECT 1 FROM rounds r WHERE ((r.call_id = c.id) AND (r.state = ANY (ARRAY['planned'::text, 'assigning'::text, 'scoring'::text, 'consensus'::text, 'deciding'::text])))))));
todo_capabilities:  SELECT 'capability'::text AS subject_type, id AS subject_id, code, title, state, 'provider'::text AS holder, organisation_id, NULL::text AS district, districts, state_since AS since, fresh_until AS due_at FROM capabilities c WHERE ((state = ANY (ARRAY['draft'::text, 'stale'::text])) AND (NOT synthetic));
todo_confirmations:  SELECT DISTINCT 'capability'::text AS subject_type, c.id AS subject_id, c.code, c.title, c.state, 'other_side'::text AS holder, 'other_side'::text AS party, p.counterpart_id AS organisation_id, NULL::text AS district, c.districts, c.state_since AS since, NULL::timestamp with time zone AS due_at FROM (capability_proofs p JOIN capabilities c ON ((c.id = p.capability_id))) WHERE ((p.counterpart_id IS NOT NULL) AND (p.confirmed_at IS NULL) AND (p.declined_at IS NULL) AND (c.state = ANY (ARRAY['published'::text, 'stale'::text])) AND (NOT c.synthetic) AND (c.organisation_id <> ALL (( SELECT app_orgs() AS app_orgs)::uuid[])));
todo_evaluations:  SELECT 'evaluation'::text AS subject_type, e.id AS subject_id, e.code, e.title, e.state, e.holder, 'operator'::text AS party, NULL::uuid AS organisation_id, NULL::text AS district, NULL::text[] AS districts, e.state_since AS since, e.appeal_until AS due_at FROM evaluations e WHERE (e.holder IS NOT NULL) UNION ALL SELECT 'evaluation'::text AS subject_type, e.id AS subject_id, e.code, e.title, e.state, e.holder, 'owner'::text AS party, s.owner_id AS organisation_id, NULL::text AS district, NULL::text[] AS districts, e.state_since AS since, e.appeal_until AS due_at FROM (evaluations e JOIN evaluation_subjects s ON ((s.evaluation_id = e.id))) WHERE ((e.state = 'in_appeal'::text) AND (e.appeal_until > app_now()) AND (NOT (EXISTS ( SELECT 1 FROM evaluation_appeals a WHERE ((a.evaluation_id = e.id) AND (a.scenario_id = s.scenario_id) AND (a.run = e.run))))));
todo_intents:  SELECT 'intent'::text AS subject_type, i.id AS subject_id, s.code, s.title, i.state, i.holder, side.party, side.organisation_id, i.owner_district AS district, ARRAY[i.owner_district] AS districts, i.state_since AS since, i.due_at FROM ((intents i JOIN scenarios s ON ((s.id = i.scenario_id))) CROSS JOIN LATERAL ( VALUES ('owner'::text,i.owner_id), ('provider'::text,i.organisation_id), ('operator'::text,NULL::uuid), ('district_operator'::text,NULL::uuid)) side(party, organisation_id)) WHERE ((i.holder IS NOT NULL) AND ((side.party = i.holder) OR ((i.holder = 'both'::text) AND (side.party = ANY (ARRAY['owner'::text, 'provider'::text]))) OR ((side.organisation_id IS NULL) AND (i.state = 'expressed'::text) AND (i.due_at <= app_now()))));
todo_landings:  SELECT 'landing'::text AS subject_type, l.id AS subject_id, NULL::text AS code, o.name AS title, l.state, l.holder, l.holder AS party, NULL::uuid AS organisation_id, o.district, ARRAY[o.district] AS districts, l.state_since AS since, l.due_at FROM (landings l JOIN organisations o ON ((o.id = l.organisation_id))) WHERE ((l.holder IS NOT NULL) AND (l.reported_by IS DISTINCT FROM app_user()) AND (NOT (l.organisation_id = ANY (app_orgs()))));
todo_lists:  SELECT 'list'::text AS subject_type, id AS subject_id, code, title, state, 'operator'::text AS holder, NULL::uuid AS organisation_id, NULL::text AS district, NULL::text[] AS districts, state_since AS since, scheduled_for AS due_at FROM lists l WHERE (state = ANY (ARRAY['composing'::text, 'scheduled'::text]));
todo_organisations:  SELECT 'organisation'::text AS subject_type, id AS subject_id, NULL::text AS code, name AS title, state, 'operator'::text AS holder, NULL::uuid AS organisation_id, district, ARRAY[district] AS districts, state_since AS since, due_at FROM organisations o WHERE ((state = 'unverified'::text) AND (credit_code IS NOT NULL));
todo_projects:  SELECT 'project'::text AS subject_type, p.id AS subject_id, p.code, p.title, p.state, p.holder, side.party, side.organisation_id, p.owner_district AS district, ARRAY[p.owner_district] AS districts, p.state_since AS since, p.due_at FROM (projects p CROSS JOIN LATERAL ( SELECT 'owner'::text AS party, p.owner_id AS organisation_id WHERE (p.holder = ANY (ARRAY['owner'::text, 'both'::text])) UNION ALL SELECT 'provider'::text, one.one FROM unnest(p.provider_ids) one(one) WHERE (p.holder = ANY (ARRAY['provider'::text, 'both'::text])) UNION ALL SELECT desks.desk, NULL::uuid FROM ( VALUES ('operator'::text), ('district_operator'::text)) desks(desk) WHERE (p.due_at <= app_now())) side) WHERE (p.holder IS NOT NULL) UNION ALL SELECT 'project'::text AS subject_type, p.id AS subject_id, p.code, p.title, p.state, f.side AS holder, side.party, side.organisation_id, p.owner_district AS district, ARRAY[p.owner_district] AS districts, f.asks_at AS since, f.due_at FROM ((project_follow_ups f JOIN projects p ON ((p.id = f.project_id))) CROSS JOIN LATERAL ( SELECT 'owner'::text AS party, p.owner_id AS organisation_id WHERE (f.side = 'owner'::text) UNION ALL SELECT 'provider'::text, one.one FROM unnest(p.provider_ids) one(one) WHERE (f.side = 'provider'::text) UNION ALL SELECT desks.desk, NULL::uuid FROM ( VALUES ('operator'::text), ('district_operator'::text)) desks(desk) WHERE (f.due_at <= app_now())) side) WHERE ((f.answered_at IS NULL) AND (f.asks_at <= app_now()));
todo_promotions:  SELECT 'promotion'::text AS subject_type, p.id AS subject_id, p.code, s.title, p.state, p.holder, p.holder AS party, p.owner_id AS organisation_id, p.owner_district AS district, ARRAY[p.owner_district] AS districts, p.state_since AS since, p.due_at FROM (promotions p JOIN scenarios s ON ((s.id = p.scenario_id))) WHERE (p.holder IS NOT NULL);
todo_readings:  SELECT 'reading'::text AS subject_type, r.id AS subject_id, p.code, ((i.name || ' · '::text) || p.title) AS title, r.state, r.holder, side.party, side.organisation_id, p.owner_district AS district, ARRAY[p.owner_district] AS districts, r.state_since AS since, r.due_at FROM (((readings r JOIN projects p ON ((p.id = r.project_id))) JOIN indicators i ON ((i.id = r.indicator_id))) CROSS JOIN LATERAL ( SELECT CASE r.state WHEN 'reported'::text THEN 'other_side'::text ELSE 'reporting_side'::text END AS party, one.one AS organisation_id FROM unnest( CASE r.holder WHEN 'owner'::text THEN ARRAY[p.owner_id] ELSE p.provider_ids END) one(one) UNION ALL SELECT 'operator'::text, NULL::uuid WHERE ((r.state = 'disputed'::text) OR (r.due_at <= app_now())) UNION ALL SELECT 'district_operator'::text, NULL::uuid WHERE (r.due_at <= app_now())) side) WHERE (r.holder IS NOT NULL);
todo_reviews:  SELECT 'review'::text AS subject_type, v.id AS subject_id, i.code, i.title, v.state, v.holder, side.party, NULL::uuid AS organisation_id, side.person_id, NULL::text AS district, NULL::text[] AS districts, v.state_since AS since, v.due_at FROM (((reviews v JOIN round_items i ON ((i.id = v.item_id))) JOIN rounds r ON ((r.id = v.round_id))) CROSS JOIN LATERAL ( VALUES ('expert'::text,v.expert_id), ( CASE WHEN ((v.state = 'invited'::text) AND (v.due_at <= app_now())) THEN 'operator'::text ELSE NULL::text END,NULL::uuid)) side(party, person_id)) WHERE ((v.holder = 'expert'::text) AND (side.party IS NOT NULL) AND i.open AND ((r.state = 'scoring'::text) OR ((r.state = 'assigning'::text) AND (v.state = 'invited'::text))));
todo_rounds:  SELECT 'round'::text AS subject_type, r.id AS subject_id, r.code, r.title, r.state, r.holder, 'operator'::text AS party, NULL::uuid AS organisation_id, NULL::uuid AS person_id, NULL::text AS district, NULL::text[] AS districts, r.state_since AS since, r.due_at FROM rounds r WHERE ((r.holder = 'operator'::text) OR ((r.state = 'scoring'::text) AND ((r.deadline <= app_now()) OR (NOT (EXISTS ( SELECT 1 FROM reviews v WHERE ((v.round_id = r.id) AND (v.holder IS NOT NULL)))))))) UNION ALL SELECT 'round'::text AS subject_type, r.id AS subject_id, r.code, r.title, r.state, r.holder, 'chair'::text AS party, NULL::uuid AS organisation_id, r.chair_id AS person_id, NULL::text AS district, NULL::text[] AS districts, r.state_since AS since, r.due_at FROM rounds r WHERE (r.holder = 'chair'::text);
todo_scenarios:  SELECT 'scenario'::text AS subject_type, s.id AS subject_id, s.code, s.title, s.state, s.holder, side.party, s.owner_id AS organisation_id, s.owner_district AS district, s.districts, s.state_since AS since, CASE WHEN ((s.state = 'draft'::text) AND (s.call_entered_at IS NULL)) THEN ( SELECT c.closes_at FROM calls c WHERE ((c.id = s.call_id) AND (c.state = 'open'::text))) ELSE s.due_at END AS due_at FROM (scenarios s CROSS JOIN LATERAL ( VALUES (s.holder), ( CASE WHEN ((s.holder = 'district_operator'::text) AND (s.due_at <= app_now())) THEN 'operator'::text ELSE NULL::text END)) side(party)) WHERE ((s.holder IS NOT NULL) AND (side.party IS NOT NULL) AND (NOT s.synthetic) AND (s.state <> 'published'::text) AND ((s.source IS NULL) OR (s.due_at IS NOT NULL))) UNION ALL SELECT 'scenario'::text AS subject_type, s.id AS subject_id, s.code, s.title, s.state, s.holder, s.holder AS party, s.owner_id AS organisation_id, s.owner_district AS district, s.districts, s.state_since AS since, s.closes_at AS due_at FROM scenarios s WHERE ((s.state = 'published'::text) AND (s.source IS NULL) AND (s.closes_at < app_now()) AND (NOT s.synthetic));
todo_services:  SELECT 'service'::text AS subject_type, v.id AS subject_id, NULL::text AS code, o.name AS title, v.state, v.holder, side.party, side.organisation_id, side.person_id, o.district, ARRAY[o.district] AS districts, v.state_since AS since, v.due_at FROM ((services v JOIN organisations o ON ((o.id = v.organisation_id))) CROSS JOIN LATERAL ( VALUES ('other_side'::text,v.organisation_id,NULL::uuid), ('operator'::text,NULL::uuid,NULL::uuid), ('reporting_side'::text,NULL::uuid,v.recorded_by)) side(party, organisation_id, person_id)) WHERE ((v.holder IS NOT NULL) AND ((side.party = v.holder) OR ((side.party = 'operator'::text) AND (v.state = 'recorded'::text) AND (v.due_at <= app_now()) AND (v.recorded_by IS DISTINCT FROM app_user()))));
