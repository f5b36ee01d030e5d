// One process and one browser for all of these: starting either takes longer than most of the tests.
import "./chromium/pageviews.mjs";
import "./chromium/delivery.mjs";
import "./chromium/engagement.mjs";
import "./chromium/interactions.mjs";
import "./chromium/privacy.mjs";
import "./chromium/identity.mjs";
import "./chromium/catalogue.mjs";
import "./chromium/experiments.mjs";
import "./chromium/vitals.mjs";
import "./chromium/robustness.mjs";
import "./chromium/core.mjs";
import "./chromium/sealed.mjs";
import "./chromium/consent.mjs";
import "./chromium/platforms.mjs";
