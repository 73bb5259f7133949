import { defineJourney } from '../journey.ts';

/** A second factor is asked for, and nothing is registered to prove one with: combined registration. Names of the broker's telemetry. */
export const strongAuthSetup = defineJourney({
  name: 'strongAuthSetup',
  title: 'Registration of security information',
  source: {
    title: 'Combined security information registration for Microsoft Entra',
    url: 'https://learn.microsoft.com/entra/identity/authentication/concept-registration-mfa-sspr-combined',
  },
  steps: [
    {
      name: 'StrongAuthSetupStarted',
      from: 'entra',
      to: 'person',
      takes: [2, 5],
      requires: ['securityInfoRegistration'],
      says: 'Asks for something to prove a second factor with: nothing is registered so far',
      sees: 'Your organization needs more information to keep your account secure',
    },
    {
      name: 'StrongAuthSetupCompleted',
      from: 'person',
      to: 'entra',
      takes: [40, 120],
      changes: ['registerSecondFactor'],
      says: 'Registers a method, proves it, and the sign-in goes on',
      sees: 'Success! You have successfully set up your security info.',
    },
  ],
});
