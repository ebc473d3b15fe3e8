#!/usr/bin/env node
import { start } from '../dist/program/main.js';

await start();
