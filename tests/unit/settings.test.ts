import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSettings } from '../../src/build/settings.ts';
import { readAddress } from '../../src/build/site-address.ts';

test('without a setting WebContainer is preferred, and every step has its deadline', () => {
  const { runtime, apiKey, deadlines } = readSettings({ PUBLIC_RUNTIME: '' });
  assert.equal(runtime, 'webcontainer');
  assert.equal(apiKey, undefined);
  for (const steps of Object.values(deadlines)) {
    assert.deepEqual(Object.keys(steps), ['checking', 'isolating', 'loading', 'starting']);
    for (const ms of Object.values(steps)) assert.ok(ms >= 1000, String(ms));
  }
});

test('each setting is taken', () => {
  const settings = readSettings({
    PUBLIC_RUNTIME: 'embedded',
    PUBLIC_WEBCONTAINER_API_KEY: 'wc_api_someone_0123abcd',
    PUBLIC_WEBCONTAINER_CHECKING_SECONDS: '0.5',
    PUBLIC_EMBEDDED_LOADING_SECONDS: '90',
    SOMETHING_ELSE: 'x',
  });
  assert.equal(settings.runtime, 'embedded');
  assert.equal(settings.apiKey, 'wc_api_someone_0123abcd');
  assert.equal(settings.deadlines.webcontainer.checking, 500);
  assert.equal(settings.deadlines.embedded.loading, 90_000);
});

test('a mistake is named, with what is allowed', () => {
  const mistakes: [Record<string, string>, RegExp][] = [
    [
      { PUBLIC_RUNTIME: 'docker' },
      /^PUBLIC_RUNTIME is "docker": it may be webcontainer, embedded or embedded-only\.$/,
    ],
    [{ PUBLIC_WEBCONTAINER_API_KEY: '"wc_api"' }, /^PUBLIC_WEBCONTAINER_API_KEY holds .*the key/],
    [{ PUBLIC_WEBCONTAINER_API_KEY: 'a key' }, /^PUBLIC_WEBCONTAINER_API_KEY holds a space/],
    [
      { PUBLIC_RUNTIME: 'embedded-only', PUBLIC_WEBCONTAINER_API_KEY: 'wc_api_x' },
      /PUBLIC_RUNTIME is "embedded-only", so PUBLIC_WEBCONTAINER_API_KEY is never used/,
    ],
    ...['0', '-1', '601', '5s', 'soon'].map(
      (value) =>
        [
          { PUBLIC_WEBCONTAINER_STARTING_SECONDS: value },
          /^PUBLIC_WEBCONTAINER_STARTING_SECONDS is ".*": give it a number of seconds .*, such as 20\.$/,
        ] as [Record<string, string>, RegExp],
    ),
    [
      { PUBLIC_WEBCONTAINER_KEY: 'wc_api_x' },
      /^PUBLIC_WEBCONTAINER_KEY is no setting\. There are .*PUBLIC_WEBCONTAINER_API_KEY/,
    ],
  ];
  for (const [environment, message] of mistakes) {
    assert.throws(() => readSettings(environment), { name: 'SettingsError', message });
  }
});

test('SITE and BASE_PATH say where the site lies; without them it is at home', () => {
  const local = { site: 'http://localhost:4321', base: '/' };
  assert.deepEqual(readAddress({}), local);
  assert.deepEqual(readAddress({ SITE: '', BASE_PATH: '' }), local);
  const published = { site: 'https://someone.github.io', base: '/repo/' };
  for (const SITE of ['https://someone.github.io', 'https://someone.github.io/']) {
    for (const BASE_PATH of ['/repo', '/repo/']) {
      assert.deepEqual(readAddress({ SITE, BASE_PATH }), published);
    }
  }
  assert.equal(readAddress({ BASE_PATH: '/a/b-c.d' }).base, '/a/b-c.d/');
});

test('a mistake in SITE or BASE_PATH is named, with what is allowed', () => {
  const mistakes: [Record<string, string>, RegExp][] = [
    ...['someone.github.io', 'ftp://x.example', 'https://', 'https://me:secret@x.example'].map(
      (SITE) =>
        [{ SITE }, /^SITE is ".*": give it the site's address, such as https:/] as [
          Record<string, string>,
          RegExp,
        ],
    ),
    [
      { SITE: 'https://someone.github.io/repo/' },
      /^SITE is ".*": give it https:\/\/someone\.github\.io alone, and the path as BASE_PATH=\/repo\/\.$/,
    ],
    ...['repo', '/re po/', '/../', '/repo?x', 'https://x.example/repo/', '/a/./b', '//[x]'].map(
      (BASE_PATH) =>
        [{ BASE_PATH }, /^BASE_PATH is ".*": give it a path .* such as \/repo\/\.$/] as [
          Record<string, string>,
          RegExp,
        ],
    ),
  ];
  for (const [environment, message] of mistakes) {
    assert.throws(() => readAddress(environment), { name: 'SettingsError', message });
  }
});
