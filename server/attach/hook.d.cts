// Loaded for what it does: `node --require tenantless/hook`. It exports nothing.
export {};
