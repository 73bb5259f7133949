/** Thrown when an app's name is in no catalogue; its bundle id always works. */
export class UnknownAppError extends Error {
  constructor(app: string) {
    super(`'${app}' is no known app: use its name (Microsoft Teams) or its bundle id (com.contoso.workapp)`);
    this.name = 'UnknownAppError';
  }
}
