// What the CI system says about the run, in each system's own words. Facts are from their documentation:
// https://docs.github.com/actions/reference/workflows-and-actions/variables,
// https://docs.gitlab.com/ci/variables/predefined_variables/, and the others' pages of the same kind.

import { readText } from '../../disk/disk-host.js';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface CiEvent {
  /** The branch that the change is to be merged into. */
  readonly target: string | undefined;
  /** Where the change began, if the system says so. */
  readonly diffBase: string | undefined;
  /** What the branch's tip was before what was pushed. */
  readonly before: string | undefined;
  readonly defaultBranch: string | undefined;
}

/** Whether this runs unattended: every system sets `CI`. */
export function isCi(env: Environment): boolean {
  const value = env['CI'];
  return value !== undefined && !/^(?:false|0|)$/i.test(value);
}

export function ciEvent(env: Environment): CiEvent {
  const payload = githubPayload(env);
  return {
    target: first(
      SOME,
      TARGETS.map((name) => env[name]),
    )?.replace(/^refs\/heads\//, ''),
    diffBase: first(COMMIT, [env['CI_MERGE_REQUEST_DIFF_BASE_SHA']]),
    before: first(COMMIT, [payload.before, env['CI_COMMIT_BEFORE_SHA']]),
    defaultBranch: first(SOME, [env['CI_DEFAULT_BRANCH'], payload.defaultBranch]),
  };
}

/** GitHub, GitLab, Azure, Bitbucket, Buildkite, Jenkins: each is there for a request to merge only. */
const TARGETS = [
  'GITHUB_BASE_REF',
  'CI_MERGE_REQUEST_TARGET_BRANCH_NAME',
  'SYSTEM_PULLREQUEST_TARGETBRANCH',
  'BITBUCKET_PR_DESTINATION_BRANCH',
  'BUILDKITE_PULL_REQUEST_BASE_BRANCH',
  'CHANGE_TARGET',
];

const SOME = /./;

/** Zeros alone stand for none: before a new branch, or outside a request to merge. */
const COMMIT = /^(?!0+$)[0-9a-f]{40,64}$/;

/** The first that is there and of this form; a variable may be there and empty. */
function first(form: RegExp, values: readonly (string | undefined)[]): string | undefined {
  return values.find((value) => value !== undefined && form.test(value));
}

interface Payload {
  readonly before?: string | undefined;
  readonly defaultBranch?: string | undefined;
}

/** GitHub tells the rest in a file. One that is missing or damaged tells nothing: it is asked for a better guess only. */
function githubPayload(env: Environment): Payload {
  const path = env['GITHUB_EVENT_PATH'];
  const text = path === undefined || path === '' ? undefined : readText(path);
  if (text === undefined) return {};
  const event = parse(text);
  return {
    before: textAt(event, 'before'),
    defaultBranch: textAt(memberOf(event, 'repository'), 'default_branch'),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

function textAt(value: unknown, name: string): string | undefined {
  const text = memberOf(value, name);
  return typeof text === 'string' ? text : undefined;
}
