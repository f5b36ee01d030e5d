// Hands the reader's parts to a test that drives this page.
import { openDatabase } from "../../../src/sealed/engine/database/database";

Object.assign(window, { openDatabase });
