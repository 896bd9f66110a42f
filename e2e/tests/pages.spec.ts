import { test } from '@playwright/test'
import { TELEPHONE, WALL, everyPage, signIn } from './field.js'

/** A page that joins the navigation is walked without a word here. */
for (const [person, screens] of [
  ['admin', [WALL]],
  ['leader', [WALL, TELEPHONE]],
  ['bureau', [WALL, TELEPHONE]],
  ['rutog', [TELEPHONE]],
] as const)
  test(`every page of ${person}`, async ({ page }) => {
    // thirty pages and more, each judged by axe: minutes on a slow machine
    test.setTimeout(900_000)
    await signIn(page, person)
    await everyPage(page, screens)
  })
