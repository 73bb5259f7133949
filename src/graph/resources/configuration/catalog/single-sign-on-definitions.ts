// Single sign-on: the app extension (the SSO extension of MSAL among them), Platform SSO and Kerberos. [recorded] in
// July 2026: https://github.com/pl4nty/intune-change-tracking
import {
  ANY,
  APPLE_PROFILE,
  DISABLED,
  ENABLED,
  KEY,
  OFF,
  ON,
  TEXT,
  TEXTS,
  TRIMMED,
  VARIABLE,
} from './common-values.ts';
import type { DefinitionTable } from './definition-table.ts';

/** Authentication > Extensible Single Sign On (SSO). */
export const singleSignOn: DefinitionTable = {
  ...APPLE_PROFILE,
  prefix: 'com.apple.extensiblesso',
  categoryId: '7b6ddf4e-7136-4fde-adbf-38e6bdfcc962',
  technologies: 'mdm',
  lines: `
group | com.apple.extensiblesso | Top Level Setting Group Collection | 0..1
  text! | ExtensionIdentifier | Extension Identifier | ${TRIMMED}
  text macOS | TeamIdentifier | Team Identifier | ${TRIMMED}
  choice! | Type | Type | *0:Credential='Credential'; 1:Redirect='Redirect'
  text | Realm | Realm | ${TEXT}
  pane | ExtensionData | Extension Data | 1..
    choice id=ignored_$typepicker options=ignored | ExtensionData_genericKey | Type | *0:String='String'; 1:Integer='Integer'; 2:Boolean='Boolean'
      0>text! id=extensiondata_generickey_string | ExtensionData_genericKey | Value | ${VARIABLE}
      1>number! id=extensiondata_generickey_integer | ExtensionData_genericKey | Value | ${ANY}
      2>toggle! id=extensiondata_generickey_boolean options=extensiondata_generickey | ExtensionData_genericKey | Value | ${OFF}
    text! id=extensiondata_generickey_keytobereplaced | ExtensionData | Key | ${KEY}
  texts | URLs | URLs | 1..600 of ${TRIMMED}
  texts | Hosts | Hosts | ${TEXTS}
  choice | ScreenLockedBehavior | Screen Locked Behavior | *0:DoNotHandle/Do Not Handle='DoNotHandle'
  texts | DeniedBundleIdentifiers | Denied Bundle Identifiers | ${TEXTS}
  choice macOS | AuthenticationMethod | Authentication Method (Deprecated) | *0:Password='Password'; 1:UserSecureEnclaveKey='UserSecureEnclaveKey'
  text macOS | RegistrationToken | Registration Token | ${VARIABLE}
  pane macOS | PlatformSSO | Platform SSO | 0..1
    choice | PlatformSSO_AuthenticationMethod | Authentication Method | *0:Password='Password'; 1:UserSecureEnclaveKey='UserSecureEnclaveKey'; 2:SmartCard='SmartCard'
    toggle | PlatformSSO_UseSharedDeviceKeys | Use Shared Device Keys | ${DISABLED}
    text | PlatformSSO_AccountDisplayName | Account Display Name | ${TEXT}
    number | PlatformSSO_LoginFrequency | Login Frequency | 3600.. = 64800
    toggle | PlatformSSO_EnableCreateUserAtLogin | Enable Create User At Login | ${DISABLED}
    toggle | PlatformSSO_EnableCreateFirstUserDuringSetup | Enable Create First User During Setup | ${ENABLED}
    toggle | PlatformSSO_EnableAuthorization | Enable Authorization | ${DISABLED}
    group | PlatformSSO_TokenToUserMapping | Token To User Mapping | 0..1
      text | PlatformSSO_TokenToUserMapping_AccountName | Account Name | ${TEXT}
      text | PlatformSSO_TokenToUserMapping_FullName | Full Name | ${TEXT}
    other | platformsso_newuserauthenticationmethods
    choice | PlatformSSO_NewUserAuthorizationMode | New User Authorization Mode | *0:Standard='Standard'; 1:Admin='Admin'; 2:Groups='Groups'; 3:Temporary='Temporary'
    choice | PlatformSSO_UserAuthorizationMode | User Authorization Mode | *0:Standard='Standard'; 1:Admin='Admin'; 2:Groups='Groups'
    texts | PlatformSSO_AdministratorGroups | Administrator Groups | ${TEXTS}
    texts | PlatformSSO_AdditionalGroups | Additional Groups | ${TEXTS}
    pane | PlatformSSO_AuthorizationGroups | Authorization Groups | 1..
      text | PlatformSSO_AuthorizationGroups_genericKey | ANY | ${VARIABLE}
      text! id=platformsso_authorizationgroups_generickey_keytobereplaced | PlatformSSO_AuthorizationGroups | Authorization Groups | ${KEY}
      text | PlatformSSO_AuthorizationGroups_Group | Group (Deprecated) | ${TEXT}
      text | PlatformSSO_AuthorizationGroups_Authorization Right | Authorization Right (Deprecated) | ${TEXT}
    other | platformsso_accesskeyreadergroupidentifier
    other | platformsso_accesskeyterminalidentityuuid
    other | platformsso_accesskeyreaderissuercertificateuuid
    other | platformsso_allowaccesskeyexpressmode
    texts | PlatformSSO_FileVaultPolicy | FileVault Policy | ${TEXTS}
    texts | PlatformSSO_LoginPolicy | Login Policy | ${TEXTS}
    texts | PlatformSSO_UnlockPolicy | Unlock Policy | ${TEXTS}
    number | PlatformSSO_OfflineGracePeriod | Offline Grace Period | ${ANY}
    number | PlatformSSO_AuthenticationGracePeriod | Authentication Grace Period | ${ANY}
    texts | PlatformSSO_NonPlatformSSOAccounts | Non Platform SSO Accounts | ${TEXTS}
    toggle | PlatformSSO_AllowDeviceIdentifiersInAttestation | Allow Device Identifiers In Attestation | *false:Blocked='false'; true:Allowed='true'
    other | platformsso_synchronizeprofilepicture
    other | platformsso_temporarysessionquicklogin
    toggle | PlatformSSO_EnableRegistrationDuringSetup | Enable Registration During Setup | ${DISABLED}
    other | platformsso_webloginurlallowlist
    other | platformsso_allowwebloginpasswordsync
`,
};

/** Authentication > Extensible Single Sign On Kerberos. */
export const kerberos: DefinitionTable = {
  ...APPLE_PROFILE,
  prefix: 'com.apple.extensiblesso',
  categoryId: 'f35cc803-3a06-4262-b38b-a5295321f756',
  technologies: 'mdm',
  idOf: (name) => `${name.toLowerCase()}_kerberos`,
  lines: `
group id=com.apple.extensiblesso-kerberos_kerberos | com.apple.extensiblesso | Top Level Setting Group Collection | 0..1
  choice! | ExtensionIdentifier | Extension Identifier | *0:com.apple.AppSSOKerberos.KerberosExtension='com.apple.AppSSOKerberos.KerberosExtension'
  choice! | TeamIdentifier | Team Identifier | *0:apple='apple'
  choice! | Type | Type | *0:Credential='Credential'
  text! | Realm | Realm | ${TEXT}
  pane | ExtensionData | Extension Data | 0..1
    text | ExtensionData_principalName | Principal Name | variableReplacement 0..1032 = "{{USERPRINCIPALNAME}}"
    text | ExtensionData_siteCode | Site Code | ${TEXT}
    other | extensiondata_certificateuuid_kerberos
    toggle | ExtensionData_useSiteAutoDiscovery | Use Site Auto Discovery | ${ON}
    texts | ExtensionData_credentialBundleIdACL | Credential Bundle ID ACL | ${TEXTS}
    toggle | ExtensionData_includeManagedAppsInBundleIdACL | Include Managed Apps In Bundle ID ACL | ${OFF}
    toggle macOS | ExtensionData_includeKerberosAppsInBundleIdACL | Include Kerberos Apps In Bundle ID ACL | ${OFF}
    pane | ExtensionData_domainRealmMapping | Domain Realm Mapping | 1..
      texts id=extensiondata_domainrealmmapping_realm_kerberos | ExtensionData_domainRealmMapping_genericKey | Realm (Deprecated) | ${TEXTS}
      text! id=extensiondata_domainrealmmapping_generickey_kerberos_keytobereplaced | ExtensionData_domainRealmMapping | Realm | ${KEY}
      choice id=ignored_kerberos_$typepicker at=IGNORED options=ignored_kerberos | IGNORED_Kerberos | IGNORED | *0:Array='Array'
        0>texts! id=extensiondata_domainrealmmapping_generickey_kerberos_string at=ExtensionData/domainRealmMapping/{0} | ExtensionData_domainRealmMapping_genericKey_Kerberos | Domain Realm Mapping | ${TEXTS}
    toggle | ExtensionData_isDefaultRealm | Is Default Realm | ${OFF}
    text | ExtensionData_customUsernameLabel | Custom Username Label | ${TEXT}
    text | ExtensionData_helpText | Help Text | ${TEXT}
    toggle macOS | ExtensionData_allowPasswordChange | Allow Password Change | ${ON}
    toggle | ExtensionData_allowAutomaticLogin | Allow Automatic Login | ${ON}
    toggle | ExtensionData_requireUserPresence | Require User Presence | ${OFF}
    number macOS | ExtensionData_pwNotificationDays | Password Notification Days | 0.. = 15
    number macOS | ExtensionData_pwReqLength | Password Req Length | ${ANY}
    toggle macOS | ExtensionData_pwReqComplexity | Password Req Complexity | ${OFF}
    number macOS | ExtensionData_pwReqMinAge | Password Req Min Age | ${ANY}
    number macOS | ExtensionData_pwReqHistory | Password Req History | ${ANY}
    text macOS | ExtensionData_pwReqText | Password Req Text | ${TEXT}
    other | extensiondata_pwreqrtfdata_kerberos
    text macOS | ExtensionData_pwChangeURL | Password Change URL | ${TEXT}
    toggle macOS | ExtensionData_syncLocalPassword | Sync Local Password | ${OFF}
    toggle macOS | ExtensionData_delayUserSetup | Delay User Setup | ${OFF}
    toggle macOS | ExtensionData_monitorCredentialsCache | Monitor Credentials Cache | ${ON}
    toggle | ExtensionData_requireTLSForLDAP | Require TLS For LDAP | ${OFF}
    choice | ExtensionData_credentialUseMode | Credential Use Mode | *0:always/Always='always'; 1:whenNotSpecified/When Not Specified='whenNotSpecified'; 2:kerberosDefault/Kerberos Default ='kerberosDefault'
    texts | ExtensionData_preferredKDCs | Preferred KDCs | ${TEXTS}
    toggle macOS | ExtensionData_usePlatformSSOTGT | Use Platform SSOTGT | ${DISABLED}
    toggle macOS | ExtensionData_allowPlatformSSOAuthFallback | Allow Platform SSO OAuth Fallback | ${ENABLED}
    toggle | ExtensionData_performKerberosOnly | Perform Kerberos Only | ${OFF}
    text macOS | ExtensionData_identityIssuerAutoSelectFilter | Identity Issuer Auto Select Filter | ${TEXT}
    toggle macOS | ExtensionData_allowSmartCard | Allow Smart Card | ${ENABLED}
    toggle macOS | ExtensionData_allowPassword | Allow Password | ${ENABLED}
    toggle macOS | ExtensionData_startInSmartCardMode | Start In Smart Card Mode | ${DISABLED}
  texts | Hosts | Hosts | ${TEXTS}
`,
};
