import { start } from "linger-sdk";

export const nothing = 0;
