import { tellStories } from "./harness.mjs";

import "./citizen.mjs";
import "./filing.mjs";
import "./together.mjs";
import "./desk.mjs";
import "./leaks.mjs";
import "./request_desk.mjs";
import "./administrator.mjs";
import "./log.mjs";
import "./reports.mjs";
import "./catalogue.mjs";
import "./supervision.mjs";
import "./dashboard.mjs";
import "./assessment.mjs";
import "./bulletin.mjs";
import "./checks.mjs";
import "./clocks.mjs";
import "./letters.mjs";
import "./application.mjs";
import "./pages.mjs";

process.exitCode = (await tellStories(process.argv.slice(2))) ? 1 : 0;
